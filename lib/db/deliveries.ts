import { z } from "zod";
import { endpointEvents, type DeliveryView } from "@/lib/jobs/endpoint-view";
import type { Job } from "@/lib/jobs/job";
import { callFunction, callPromptly } from "./call-function";
import { databaseError } from "./database-error";
import { JobRow, time } from "./job-row";
import { userClient, type User } from "./user-client";

const types = [...endpointEvents, "test"] as const;
const iso = time.transform((at) => at.toISOString());

const DeliveryRow = z
  .object({
    id: z.string(),
    job_id: z.string().nullable(),
    type: z.enum(types),
    state: z.enum(["waiting", "delivered", "failed"]),
    tries: z.number(),
    status: z.number().nullable(),
    answer: z.string().nullable(),
    last_try_at: iso.nullable(),
    next_try_at: iso.nullable(),
    created_at: iso,
  })
  .transform((row): DeliveryView => ({
    id: row.id,
    jobId: row.job_id,
    type: row.type,
    state: row.state,
    tries: row.tries,
    status: row.status,
    answer: row.answer,
    lastTryAt: row.last_try_at,
    nextTryAt: row.next_try_at,
    createdAt: row.created_at,
  }));

const columns = "id, job_id, type, state, tries, status, answer, last_try_at, next_try_at, created_at";

/** What was or is to be sent to an endpoint of this user, newest first, from behind `after`; one more than `limit` if there are more. */
export async function readDeliveries(
  user: User,
  endpointId: string,
  limit: number,
  after: { createdAt: Date; id: string } | undefined,
): Promise<DeliveryView[]> {
  let query = userClient(user).from("deliveries").select(columns).eq("endpoint_id", endpointId);
  if (after) {
    const at = after.createdAt.toISOString();
    query = query.or(`created_at.lt."${at}",and(created_at.eq."${at}",id.lt.${after.id})`);
  }
  const { data, error, status } = await query
    .order("created_at", { ascending: false })
    .order("id", { ascending: false })
    .limit(limit + 1);
  if (error) throw databaseError("reading deliveries", error, status);
  return z.array(DeliveryRow).parse(data);
}

/** One delivery of this user, or `null`. */
export async function readDelivery(user: User, id: string): Promise<DeliveryView | null> {
  const { data, error, status } = await userClient(user)
    .from("deliveries")
    .select(columns)
    .eq("id", id)
    .maybeSingle();
  if (error) throw databaseError("reading a delivery", error, status);
  return data === null ? null : DeliveryRow.parse(data);
}

const Claimed = z
  .object({
    id: z.string(),
    event_id: z.number().nullable(),
    user_id: z.string(),
    type: z.enum(types),
    tries: z.number(),
    created_at: time,
    target: z.enum(["webhook", "telegram"]),
    chat_id: z.number().nullable(),
    endpoint_id: z.string().nullable(),
    url: z.string().nullable(),
    secrets: z.array(z.string().nullable()),
    job: z.unknown(),
  })
  .transform((row): ClaimedDelivery => ({
    id: row.id,
    eventId: row.event_id,
    userId: row.user_id,
    type: row.type,
    tries: row.tries,
    createdAt: row.created_at,
    target: row.target,
    chatId: row.chat_id,
    endpointId: row.endpoint_id,
    url: row.url,
    secrets: row.secrets.filter((secret) => secret !== null),
    job: JobRow.safeParse(row.job).data ?? null,
  }));

/** A delivery with what it takes to send it; which of the fields are there follows from `target` and `type`. */
export interface ClaimedDelivery extends Pick<DeliveryView, "id" | "type" | "tries"> {
  eventId: number | null;
  userId: string;
  createdAt: Date;
  target: "webhook" | "telegram";
  chatId: number | null;
  endpointId: string | null;
  url: string | null;
  secrets: string[];
  /** `null` too for a row that makes no sense to the code: it must not hold up the others. */
  job: Job | null;
}

const Claim = z
  .object({ claim_id: z.string(), deliveries: z.array(Claimed) })
  .transform((row) => ({ id: row.claim_id, deliveries: row.deliveries }));

/** The right to deliver these until the lease ends. */
export type DeliveryClaim = z.output<typeof Claim>;

/** Claims up to `limit` due deliveries for `leaseMs`, so many of one user and to one place at most, those under way included. */
export function claimDeliveries(
  limit: number,
  leaseMs: number,
  most: { ofUser: number; ofPlace: number },
): Promise<DeliveryClaim> {
  const args = {
    p_limit: limit,
    p_lease_ms: leaseMs,
    p_most_of_user: most.ofUser,
    p_most_of_place: most.ofPlace,
  };
  return callFunction("claim_deliveries", args, Claim);
}

/** Claims one delivery, if it is due and nobody is at it; `deliveries` may be empty. */
export function claimDelivery(id: string, leaseMs: number): Promise<DeliveryClaim> {
  return callPromptly("claim_delivery", { p_id: id, p_lease_ms: leaseMs }, Claim);
}

/** What came of a try; `nextInMs` is `null` where it is not tried again. */
export interface TriedDelivery {
  fate: "delivered" | "failed" | "gone";
  status: number | null;
  answer: string;
  nextInMs: number | null;
  /** For how long nothing else is to be sent there; `null` where nobody asked for that. */
  pauseMs: number | null;
}

/** Writes what came of a try; false, and nothing written, if the claim is lost. */
export function settleDelivery(id: string, claimId: string, tried: TriedDelivery): Promise<boolean> {
  const args = {
    p_id: id,
    p_claim_id: claimId,
    p_fate: tried.fate,
    p_status: tried.status,
    p_answer: tried.answer,
    p_next_in_ms: tried.nextInMs,
    p_pause_ms: tried.pauseMs,
  };
  return callFunction("settle_delivery", args, z.boolean());
}

/** Writes a test to an endpoint of this user, due at once; its id, or `null` if there is no such endpoint. */
export function addTestDelivery(userId: string, endpointId: string): Promise<string | null> {
  const args = { p_user_id: userId, p_endpoint_id: endpointId };
  return callPromptly("add_test_delivery", args, z.string().nullable());
}

/** Makes a message of this user due once more; `null` if there is no such message. */
export function resendDelivery(userId: string, id: string): Promise<"due" | "under_way" | null> {
  const args = { p_user_id: userId, p_id: id };
  return callPromptly("resend_delivery", args, z.enum(["due", "under_way"]).nullable());
}
