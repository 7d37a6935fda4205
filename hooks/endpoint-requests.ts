import type { EndpointEvent, EndpointView } from "@/lib/jobs/endpoint-view";
import { postJson, sendJson } from "./api";

/** What its owner decides about an endpoint. */
export interface EndpointFields {
  url: string;
  events: EndpointEvent[];
}

export const endpointsKey = "/api/endpoints";

export function endpointKey(id: string): string {
  return `${endpointsKey}/${id}`;
}

/** The first page of what was sent to an endpoint, and any other. */
export function deliveriesKey(endpointId: string, cursor: string | null = null): string {
  const first = `${endpointKey(endpointId)}/deliveries`;
  return cursor === null ? first : `${first}?cursor=${encodeURIComponent(cursor)}`;
}

/** Adds an endpoint; answers its id and its secret, which is told this once. Throws `ApiError`. */
export function addEndpoint(fields: EndpointFields): Promise<{ id: string; secret: string }> {
  return postJson(endpointsKey, fields);
}

/** Changes an endpoint. Throws `ApiError`. */
export function changeEndpoint(
  id: string,
  fields: Partial<EndpointFields> & { enabled?: boolean },
): Promise<EndpointView> {
  return sendJson("PATCH", endpointKey(id), fields);
}
