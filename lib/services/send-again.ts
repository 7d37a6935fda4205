import { addTestDelivery, readDelivery, resendDelivery } from "@/lib/db/deliveries";
import type { User } from "@/lib/db/user-client";
import type { DeliveryView } from "@/lib/jobs/endpoint-view";
import { deliverNow } from "./deliver-due";
import { Conflict, NotFound } from "./errors";

/** Sends a test to an endpoint of this user, though it is paused; what came of it, within some 10 s. Throws `NotFound`. */
export async function sendTest(user: User, endpointId: string): Promise<DeliveryView> {
  const id = await addTestDelivery(user.id, endpointId);
  if (id === null) throw new NotFound();
  return delivered(user, id);
}

/**
 * Sends a message to an endpoint of this user once more, under its own id, whatever came of it; what came of it now, within
 * some 10 s. Where it is not taken, it is tried again as the first time. Throws `NotFound` and, while it is under way, `Conflict`.
 */
export async function sendAgain(user: User, id: string): Promise<DeliveryView> {
  const outcome = await resendDelivery(user.id, id);
  if (outcome === null) throw new NotFound();
  if (outcome === "under_way") throw new Conflict("under_way", "This is being delivered at this moment.");
  return delivered(user, id);
}

async function delivered(user: User, id: string): Promise<DeliveryView> {
  await deliverNow(id);
  const delivery = await readDelivery(user, id);
  if (!delivery) throw new NotFound();
  return delivery;
}
