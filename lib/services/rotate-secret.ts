import { rotateSecret as replaceSecret } from "@/lib/db/endpoints";
import type { User } from "@/lib/db/user-client";
import type { EndpointWithSecret } from "./add-endpoint";
import { NotFound } from "./errors";
import { newSecret } from "./sign-delivery";

/** So long the secret until now signs as well: time for a receiver to change over. */
const oldForMs = 24 * 60 * 60_000;

/** Gives an endpoint another secret, beside which the one until now is valid for 24 h. Throws `NotFound`. */
export async function rotateSecret(user: User, id: string): Promise<EndpointWithSecret> {
  const secret = newSecret();
  const endpoint = await replaceSecret(user.id, id, secret, oldForMs);
  if (!endpoint) throw new NotFound();
  return { ...endpoint, secret };
}
