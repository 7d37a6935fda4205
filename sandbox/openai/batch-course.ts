import type { Batch, Check, InputError } from "./batch";
import { batchTimes } from "./timing";

interface Pace {
  seed: number;
  speed: number;
}

const WINDOW_MS = 24 * 3_600_000;
/** "Up to ten minutes", says the reference; here so many milliseconds. */
const CANCELING_MS = 2_000;

/** How a batch goes, as far as it is known; times in milliseconds. */
export interface Course {
  createdAt: number;
  startedAt: number;
  /** `null` where it never comes to that. */
  finalizingAt: number | null;
  canceledAt: number | null;
  expiresAt: number;
  overAt: number;
  ending: "completed" | "failed" | "expired" | "cancelled";
  /** Whether any of its requests is ever looked at. */
  isBegun: boolean;
  /** Why none is. */
  errors: readonly InputError[];
  /** How much of the work is done by a time, from 0 to 1; no more once it is over. */
  shareAt: (now: number) => number;
}

export type BatchStatus = "validating" | "in_progress" | "finalizing" | "cancelling" | Course["ending"];

/** @param check what its file says, or `null` while that is not known */
export function courseOf(batch: Batch, check: Check | null, canceledAt: number | null, pace: Pace): Course {
  const { finishedAt, ...times } = batchTimes(batch.id, batch.inputBytes, pace);
  const { startedAt, finalizingAt } = times;
  const expiresAt = times.createdAt + WINDOW_MS / pace.speed;
  const most = mostDone(batch);
  const shareAt = (now: number) => {
    const passed = (Math.min(now, canceledAt ?? now) - startedAt) / (finalizingAt - startedAt);
    return Math.min(most, Math.max(0, passed));
  };
  const errors = errorsOf(batch, check);
  const isBegun = canceledAt === null ? errors.length === 0 : canceledAt >= startedAt;
  const course = { ...times, finalizingAt: null, canceledAt, expiresAt, isBegun, errors, shareAt };
  if (canceledAt !== null) {
    const overAt = canceledAt + CANCELING_MS / pace.speed;
    const hasFinalized = canceledAt >= finalizingAt && most === 1;
    return {
      ...course,
      errors: [],
      overAt,
      ending: "cancelled",
      finalizingAt: hasFinalized ? finalizingAt : null,
    };
  }
  if (errors.length > 0) return { ...course, overAt: startedAt, ending: "failed" };
  if (batch.fate === "batch-stalls") return { ...course, overAt: expiresAt, ending: "expired" };
  if (most < 1) return { ...course, overAt: finalizingAt, ending: "expired" };
  return { ...course, finalizingAt, overAt: finishedAt, ending: "completed" };
}

export function statusOf(
  { startedAt, finalizingAt, canceledAt, overAt, ending }: Course,
  now: number,
): BatchStatus {
  if (now >= overAt) return ending;
  if (canceledAt !== null) return "cancelling";
  if (now < startedAt) return "validating";
  return finalizingAt !== null && now >= finalizingAt ? "finalizing" : "in_progress";
}

/** How much of it is ever done, from 0 to 1. */
function mostDone({ fate }: Batch): number {
  if (fate === "batch-expires") return 0.6;
  if (fate === "batch-stalls") return 0.5;
  return fate === "batch-expires-empty" ? 0 : 1;
}

function errorsOf({ fate }: Batch, check: Check | null): readonly InputError[] {
  const nowhere = { line: null, param: null };
  if (fate === "failed")
    return [
      { code: "server_error", message: "The server had an error while processing your batch.", ...nowhere },
    ];
  if (fate !== "token-limit") return check?.errors ?? [];
  const model = check?.model ?? "this model";
  const message = `Enqueued token limit reached for ${model} in your organization. Please try again once some in_progress batches have been completed.`;
  return [{ code: "token_limit_exceeded", message, ...nowhere }];
}
