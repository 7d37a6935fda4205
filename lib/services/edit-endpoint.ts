import { deleteEndpoint, editEndpoint as changeEndpoint, type EndpointChange } from "@/lib/db/endpoints";
import type { User } from "@/lib/db/user-client";
import type { EndpointView } from "@/lib/jobs/endpoint-view";
import { endpointUrl } from "./endpoint-url";
import { NotFound } from "./errors";

/** Changes an endpoint: where it is, what it is told, whether it is on. Throws `InvalidInput` and `NotFound`. */
export async function editEndpoint(user: User, id: string, change: EndpointChange): Promise<EndpointView> {
  const url = change.url === undefined ? undefined : endpointUrl(change.url).url.href;
  const endpoint = await changeEndpoint(user.id, id, { ...change, url });
  if (!endpoint) throw new NotFound();
  return endpoint;
}

/** Deletes an endpoint, and all that was sent there. Throws `NotFound`. */
export async function removeEndpoint(user: User, id: string): Promise<void> {
  if (!(await deleteEndpoint(user.id, id))) throw new NotFound();
}
