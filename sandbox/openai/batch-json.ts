import type { Batch, Check, Outcome } from "./batch";
import { BATCH } from "./batch";
import { statusOf, type Course } from "./batch-course";
import { FILE } from "./file";
import { unixSeconds } from "./timing";
import { wireId } from "./wire-id";

interface Known {
  course: Course;
  /** What its file says, once it is read. */
  check: Check | null;
  /** What came of it, once it is over. */
  outcome: Outcome | null;
}

/** The batch object on the wire, as of `now` (milliseconds). */
export function batchJson(batch: Batch, { course, check, outcome }: Known, now: number) {
  const { startedAt, finalizingAt, canceledAt, overAt } = course;
  const status = statusOf(course, now);
  const isBegun = course.isBegun && now >= startedAt;
  const since = (ms: number | null, isSo: boolean) => (ms !== null && isSo ? unixSeconds(ms) : null);
  const over = (ending: Course["ending"]) => since(overAt, status === ending);
  return {
    id: wireId(BATCH, batch.id),
    object: "batch",
    endpoint: batch.endpoint,
    model: check?.model ?? null,
    errors: status === "failed" ? { object: "list", data: course.errors } : null,
    input_file_id: wireId(FILE, batch.input),
    completion_window: "24h",
    status,
    ...fileId(batch, "output_file_id", outcome?.output ?? null),
    ...fileId(batch, "error_file_id", outcome?.errors ?? null),
    created_at: unixSeconds(course.createdAt),
    in_progress_at: since(startedAt, isBegun),
    expires_at: unixSeconds(course.expiresAt),
    finalizing_at: since(finalizingAt, finalizingAt !== null && now >= finalizingAt),
    completed_at: over("completed"),
    failed_at: over("failed"),
    expired_at: over("expired"),
    cancelling_at: since(canceledAt, true),
    cancelled_at: over("cancelled"),
    request_counts:
      isBegun && check ? countsOf(check, course, outcome, now) : { total: 0, completed: 0, failed: 0 },
    usage: usageOf(outcome?.inputTokens ?? 0, outcome?.outputTokens ?? 0),
    metadata: batch.metadata,
  };
}

/** As the real one has it, `null` where there is no such file; it was seen to write `""` too, and its types let it be absent. */
function fileId({ absence }: Batch, name: string, file: number | null): Record<string, string | null> {
  if (file !== null) return { [name]: wireId(FILE, file) };
  if (absence === "absent-file-ids") return {};
  return { [name]: absence === "blank-file-ids" ? "" : null };
}

/** While it is under way, lines count as done in their order. */
function countsOf({ total, struck }: Check, { shareAt }: Course, outcome: Outcome | null, now: number) {
  if (outcome) return { total, completed: outcome.completed, failed: outcome.failed };
  const done = Math.floor(total * shareAt(now));
  const failed = struck.filter(([line, fault]) => line < done && isFailure(fault)).length;
  return { total, completed: done - failed, failed };
}

function isFailure(fault: Check["struck"][number][1]): boolean {
  return ["line-fails", "line-server-error", "line-link-dead", "line-misfiled"].includes(fault);
}

export function usageOf(input: number, output: number) {
  return {
    input_tokens: input,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: input + output,
  };
}
