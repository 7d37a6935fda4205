import { z } from "zod";
import { callFunction } from "./call-function";
import { LeftoverFile } from "./leftover-files";
import type { Source } from "@/lib/jobs/source";

/** The summary of one check-all. */
export interface CheckRun {
  source: Source;
  claimed: number;
  checked: number;
  changed: number;
  completed: number;
  failed: number;
  errors: number;
  remaining: number;
  durationMs: number;
}

const LateWork = z
  .object({ job_id: z.string(), operation_id: z.string() })
  .transform((row) => ({ jobId: row.job_id, operationId: row.operation_id }));
/** Work of a job that failed or was canceled, which may still come to something. */
export type LateWork = z.output<typeof LateWork>;

const Recorded = z.object({ files: z.array(LeftoverFile), late: z.array(LateWork) });

/**
 * Keeps a summary, and clears away what is over, as `clearAway` does: returns at most so many files to be removed, and
 * some of the late work of these kinds, at most so much.
 */
export function recordCheckRun(
  { durationMs, ...run }: CheckRun,
  most: { files: number; late: number },
  lateKinds: readonly string[],
): Promise<z.output<typeof Recorded>> {
  const args = {
    p_run: { ...run, duration_ms: durationMs },
    p_most_files: most.files,
    p_most_late: most.late,
    p_late_kinds: lateKinds,
  };
  return callFunction("record_check_run", args, Recorded);
}
