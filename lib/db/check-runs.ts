import { z } from "zod";
import { callFunction } from "./call-function";
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

/** Keeps a summary. */
export async function recordCheckRun({ durationMs, ...run }: CheckRun): Promise<void> {
  await callFunction("record_check_run", { p_run: { ...run, duration_ms: durationMs } }, z.unknown());
}
