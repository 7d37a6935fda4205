import { z } from "zod";
import { endpointEvents, type EndpointEvent, type EndpointView } from "@/lib/jobs/endpoint-view";
import { callPromptly } from "./call-function";
import { databaseError } from "./database-error";
import { time } from "./job-row";
import { userClient, type User } from "./user-client";

const iso = time.transform((at) => at.toISOString());

const columns =
  "id, url, events, enabled, disabled_reason, disabled_at, old_secret_until, created_at, updated_at";

const EndpointRow = z
  .object({
    id: z.string(),
    url: z.string(),
    events: z.array(z.enum(endpointEvents)),
    enabled: z.boolean(),
    disabled_reason: z.string().nullable(),
    disabled_at: iso.nullable(),
    old_secret_until: time.nullable(),
    created_at: iso,
    updated_at: iso,
  })
  .transform((row): EndpointView => ({
    id: row.id,
    url: row.url,
    events: row.events,
    enabled: row.enabled,
    disabledReason: row.disabled_reason,
    disabledAt: row.disabled_at,
    oldSecretUntil:
      row.old_secret_until && row.old_secret_until.getTime() > Date.now()
        ? row.old_secret_until.toISOString()
        : null,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }));

/** This user's endpoints, oldest first. */
export async function readEndpoints(user: User): Promise<EndpointView[]> {
  const { data, error, status } = await userClient(user)
    .from("endpoints")
    .select(columns)
    .order("created_at")
    .order("id");
  if (error) throw databaseError("reading endpoints", error, status);
  return z.array(EndpointRow).parse(data);
}

/** One endpoint of this user, or `null`. */
export async function readEndpoint(user: User, id: string): Promise<EndpointView | null> {
  const { data, error, status } = await userClient(user)
    .from("endpoints")
    .select(columns)
    .eq("id", id)
    .maybeSingle();
  if (error) throw databaseError("reading an endpoint", error, status);
  return data === null ? null : EndpointRow.parse(data);
}

/** Adds an endpoint for this user; `null` where they have `most` already. */
export function addEndpoint(
  userId: string,
  endpoint: { url: string; events: readonly EndpointEvent[]; secret: string },
  most: number,
): Promise<EndpointView | null> {
  const { url, events, secret } = endpoint;
  const args = { p_user_id: userId, p_url: url, p_events: events, p_secret: secret, p_most: most };
  return callPromptly("add_endpoint", args, EndpointRow.nullable());
}

/** What is to be changed of an endpoint. */
export interface EndpointChange {
  url?: string | undefined;
  events?: readonly EndpointEvent[] | undefined;
  enabled?: boolean | undefined;
}

/** Changes an endpoint of this user; `null` if they have no such endpoint. */
export function editEndpoint(
  userId: string,
  id: string,
  { url, events, enabled }: EndpointChange,
): Promise<EndpointView | null> {
  const args = { p_user_id: userId, p_id: id, p_url: url, p_events: events, p_enabled: enabled };
  return callPromptly("edit_endpoint", args, EndpointRow.nullable());
}

/** Gives an endpoint of this user another secret beside the one it has, which ends after `oldForMs`; `null` if there is no such endpoint. */
export function rotateSecret(
  userId: string,
  id: string,
  secret: string,
  oldForMs: number,
): Promise<EndpointView | null> {
  const args = { p_user_id: userId, p_id: id, p_secret: secret, p_old_for_ms: oldForMs };
  return callPromptly("rotate_secret", args, EndpointRow.nullable());
}

/** Deletes an endpoint of this user, and all that was sent there; false if there is no such endpoint. */
export function deleteEndpoint(userId: string, id: string): Promise<boolean> {
  return callPromptly("delete_endpoint", { p_user_id: userId, p_id: id }, z.boolean());
}
