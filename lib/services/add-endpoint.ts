import { addEndpoint as recordEndpoint } from "@/lib/db/endpoints";
import type { User } from "@/lib/db/user-client";
import type { EndpointEvent, EndpointView } from "@/lib/jobs/endpoint-view";
import { endpointUrl } from "./endpoint-url";
import { Conflict } from "./errors";
import { newSecret } from "./sign-delivery";

const mostEndpoints = 20;

/** An endpoint with the secret that signs what is sent to it. Nobody can ask for the secret again. */
export type EndpointWithSecret = EndpointView & { secret: string };

/** Adds an endpoint, which is told of these events from now on. Throws `InvalidInput` and, at 20 of them, `Conflict`. */
export async function addEndpoint(
  user: User,
  request: { url: string; events: readonly EndpointEvent[] },
): Promise<EndpointWithSecret> {
  const { url } = endpointUrl(request.url);
  const secret = newSecret();
  const endpoint = await recordEndpoint(
    user.id,
    { url: url.href, events: request.events, secret },
    mostEndpoints,
  );
  if (endpoint) return { ...endpoint, secret };
  const message = `You have ${mostEndpoints} endpoints, and nobody can have more. Delete one first.`;
  throw new Conflict("too_many_endpoints", message);
}
