import { readEndpoint, readEndpoints } from "@/lib/db/endpoints";
import type { User } from "@/lib/db/user-client";
import type { EndpointView } from "@/lib/jobs/endpoint-view";
import { NotFound } from "./errors";

/** This user's endpoints, oldest first. */
export function listEndpoints(user: User): Promise<EndpointView[]> {
  return readEndpoints(user);
}

/** One endpoint of this user. Throws `NotFound`. */
export async function getEndpoint(user: User, id: string): Promise<EndpointView> {
  const endpoint = await readEndpoint(user, id);
  if (!endpoint) throw new NotFound();
  return endpoint;
}
