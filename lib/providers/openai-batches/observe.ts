import type { JobError } from "@/lib/jobs/job-error";
import type { Observation } from "@/lib/jobs/outcome";
import { failureOf } from "../failure";
import { isUnpaid } from "../openai-shared/error";
import { tokensOutput } from "../openai-shared/tokens";
import type { Said } from "../provider-words";
import { config } from "./config";
import { isQueueFull, queueFull } from "./queue-full";
import type { Batch } from "./wire";

/** The ids of a batch's files may become known a little later than its end. */
const filesLateMs = 10 * 60_000;

/** What is counted is not done before the batch says so. */
const almost = 99;

/**
 * What a batch tells of its work, at `now`; `null` where it does not tell whether it is done: no word for its state, or one
 * that nobody knows.
 */
export function observeBatch(batch: Batch, now: Date): Observation | null {
  switch (batch.state) {
    case "queued":
      return { state: "queued", expectedAt: null };
    case "running":
      return running(batch);
    case "succeeded":
    case "expired":
    case "canceled":
      return ended(batch, now);
    case "moderated":
    case "failed":
      return { state: "failed", error: refusedWhole(batch) };
    case null:
      return batch.fileIds.length > 0 && batch.endedAt !== null ? ended(batch, now) : null;
  }
}

/** A batch that is under way. No share of it is known while nothing is counted. */
export function running({ parts }: Batch): Observation {
  const progress = parts && Math.min(almost, Math.floor((100 * parts.done) / parts.of));
  return { state: "running", progress, expectedAt: null, ...(parts && { parts }) };
}

/** What a batch did before its end counts, however it ended. Without any file there is nothing. */
function ended(batch: Batch, now: Date): Observation {
  const { state, fileIds, parts, tokens, endedAt } = batch;
  if (fileIds.length === 0) {
    const mayHaveFiles = parts === null ? state === "succeeded" : parts.done > 0;
    const isJustOver = endedAt !== null && now.getTime() - endedAt.getTime() < filesLateMs;
    if (mayHaveFiles && isJustOver) return running(batch);
    // Somebody stopped it: whether it is begun again is for a person to decide.
    if (state === "canceled") return { state: "canceled" };
    return { state: "failed", error: withoutFiles(batch) };
  }
  return {
    state: "succeeded",
    files: fileIds.map((id) => ({ url: contentUrl(id), expiresAt: null })),
    isCutShort: state === "expired" || state === "canceled",
    ...tokensOutput(tokens),
    ...(parts && { parts }),
  };
}

/** Where a file lies; it needs our key (open.ts). */
function contentUrl(id: string): string {
  return `${config.baseUrl()}/files/${encodeURIComponent(id)}/content`;
}

function withoutFiles({ state, succeeded }: Batch): JobError {
  // What went well is paid for, whatever became of it.
  const charged = succeeded !== null && succeeded > 0 ? null : false;
  const { label } = config;
  return state === "expired"
    ? {
        code: "expired",
        message: `${label} ran out of time before it had tagged anything. Retry starts it again.`,
        retryable: true,
        charged,
      }
    : {
        code: "no_result",
        message: `${label} finished without any results. Retry starts it again.`,
        retryable: true,
        charged,
      };
}

/** By these codes the file itself was refused: we have written it. */
const ofInput =
  /invalid_json|duplicate_custom_id|custom_id|(url|model|method|endpoint)_?mismatch|mismatched|empty_(file|batch)|too_many|file_too|invalid_(line|url|method|request|body|file|encoding)|missing_required|unsupported/i;

const ofModel = /model_?not|unknown_model|invalid_model|no_model/i;

/** Why a batch was refused before any line of it was worked on. */
function refusedWhole({ state, said, badLine }: Batch): JobError {
  const { label } = config;
  const { code, words }: Said = said ?? { code: null, words: "" };
  if (said && isQueueFull(said)) return queueFull().refusal;
  const never = { retryable: false, charged: false };
  const later = { retryable: true, charged: false };
  if (said && isUnpaid(said)) {
    return { code: "payment_required", message: `The ${label} account has no balance left.`, ...later };
  }
  if (ofModel.test(code ?? "")) {
    const refused = `${label} refused: ${(words || `${code}`).replace(/\.$/, "")}.`;
    return { code: "misconfigured", message: `${refused} TAGS_MODEL may be set wrong.`, ...later };
  }
  if (ofInput.test(code ?? "")) {
    const where = badLine === null ? "" : `, line ${badLine}`;
    const message = `Something went wrong on our side: ${label} could not read what we sent (${code}${where}). Nothing was charged.`;
    return { code: "internal", message, ...never };
  }
  const silent = `${label} did not take this batch, and does not say why.`;
  const error = failureOf(said, { silent, charged: false });
  return state === "moderated" ? { ...error, code: "moderation", retryable: false } : error;
}
