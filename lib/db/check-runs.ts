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

/** Keeps a summary, and clears away what is over, as `clearAway` does: returns at most so many files to be removed. */
export function recordCheckRun({ durationMs, ...run }: CheckRun, mostFiles: number): Promise<LeftoverFile[]> {
  const args = { p_run: { ...run, duration_ms: durationMs }, p_most_files: mostFiles };
  return callFunction("record_check_run", args, z.array(LeftoverFile));
}
