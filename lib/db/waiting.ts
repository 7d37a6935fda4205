import { z } from "zod";
import type { Waiting } from "@/lib/jobs/job";
import { callPromptly } from "./call-function";
import type { Limits } from "./claims";

const Row = z.discriminatedUnion("for", [
  z.object({ for: z.literal("turn"), place: z.number(), limit: z.enum(["yours", "provider"]) }),
  z.object({ for: z.literal("provider"), until: z.string() }),
]);

/** Why these due jobs are not being asked about, by their ids; those that could be are left out. */
export async function readWaiting(
  jobIds: readonly string[],
  limits: Limits,
): Promise<Readonly<Record<string, Waiting>>> {
  return callPromptly("read_waiting", { p_job_ids: jobIds, p_limits: limits }, z.record(z.string(), Row));
}
