import { readDeliveries } from "@/lib/db/deliveries";
import type { User } from "@/lib/db/user-client";
import type { DeliveryView } from "@/lib/jobs/endpoint-view";
import { cursorOf, placeAt } from "./cursor";
import { getEndpoint } from "./get-endpoint";

export interface ListedDeliveries {
  items: DeliveryView[];
  nextCursor: string | null;
}

/** A page of what was or is to be sent to an endpoint of this user, newest first. Throws `NotFound` and `InvalidInput`. */
export async function listDeliveries(
  user: User,
  endpointId: string,
  limit: number,
  cursor: string | undefined,
): Promise<ListedDeliveries> {
  const rows = await readDeliveries(user, endpointId, limit, placeAt(cursor));
  if (rows.length === 0) await getEndpoint(user, endpointId);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const isMore = last !== undefined && rows.length > limit;
  const nextCursor = isMore ? cursorOf({ id: last.id, createdAt: new Date(last.createdAt) }) : null;
  return { items, nextCursor };
}
