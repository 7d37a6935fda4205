import { z } from "zod";
import { callFunction } from "./call-function";
import { databaseError } from "./database-error";
import { serviceClient } from "./service-client";
import type { JobError } from "@/lib/jobs/job-error";
import type { Source } from "@/lib/jobs/source";

const Recorded = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("duplicate") }),
  z.object({ outcome: z.literal("known") }),
  z.object({ outcome: z.literal("kept") }),
  z.object({ outcome: z.literal("late"), job_id: z.string(), operation_id: z.string() }),
  z.object({ outcome: z.literal("matched"), job_id: z.string(), operation_id: z.string() }),
]);
export type Recorded = z.output<typeof Recorded>;

export interface ReceivedWebhook {
  provider: string;
  deliveryId: string;
  operationId: string | null;
  providerRef: string | null;
  body: unknown;
}

/** Stores a verified delivery once, and makes its job due. */
export function recordWebhook(webhook: ReceivedWebhook): Promise<Recorded> {
  const args = {
    p_provider: webhook.provider,
    p_delivery_id: webhook.deliveryId,
    p_operation_id: webhook.operationId,
    p_provider_ref: webhook.providerRef,
    p_body: webhook.body ?? {},
  };
  return callFunction("record_webhook", args, Recorded);
}

const Adopted = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("ignored") }),
  z.object({ outcome: z.literal("late"), job_id: z.string(), operation_id: z.string() }),
  z.object({ outcome: z.literal("matched"), job_id: z.string(), operation_id: z.string() }),
]);

/** Gives an operation of unknown fate the provider's id of its work, and makes its job due. */
export function adoptReference(
  operationId: string,
  provider: string,
  providerRef: string,
  source: Source,
): Promise<z.output<typeof Adopted>> {
  const args = {
    p_operation_id: operationId,
    p_provider: provider,
    p_provider_ref: providerRef,
    p_source: source,
  };
  return callFunction("adopt_reference", args, Adopted);
}

export interface LateResult {
  operationId: string;
  state: string;
  providerRef: string | null;
  output: unknown;
  source: Source;
  detail: Record<string, unknown>;
}

/** Keeps a result that came after its job was over, for a retry to adopt; true if it was news. */
export function recordLateResult(late: LateResult): Promise<boolean> {
  const args = {
    p_operation_id: late.operationId,
    p_state: late.state,
    p_provider_ref: late.providerRef,
    p_output: late.output,
    p_source: late.source,
    p_detail: late.detail,
  };
  return callFunction("record_late_result", args, z.boolean());
}

export interface LateEnd {
  operationId: string;
  /** Why it came to nothing; `null` where all that it made is taken. */
  error: JobError | null;
  source: Source;
  detail: Record<string, unknown>;
}

/** Ends work of a job that failed or was canceled: it is taken, or came to nothing; true if that was news. */
export function endLateWork(end: LateEnd): Promise<boolean> {
  const args = {
    p_operation_id: end.operationId,
    p_error: end.error,
    p_source: end.source,
    p_detail: end.detail,
  };
  return callFunction("end_late_work", args, z.boolean());
}

const Refs = z.array(z.object({ provider_ref: z.string() }));

/** What a provider's webhooks since then were about that no operation of ours is known for. */
export async function unmatchedRefs(provider: string, since: Date): Promise<string[]> {
  const { data, error, status } = await serviceClient()
    .from("webhook_inbox")
    .select("provider_ref")
    .eq("provider", provider)
    .is("job_id", null)
    .not("provider_ref", "is", null)
    .gte("received_at", since.toISOString())
    .order("id")
    .limit(50);
  if (error) throw databaseError("reading the inbox", error, status);
  return [...new Set(Refs.parse(data).map((row) => row.provider_ref))];
}
