import { z } from "zod";
import { jobStatuses } from "./status";

/** What is told of one row of the ledger, by every transport: what the documented status system sends, and what else a page needs. */
export const StatusUpdate = z.object({
  /** The row's id, the same on every transport: by it a repeat is told. Rows of one job come in its order. */
  id: z.number(),
  /** The documented name of `jobId`. */
  generationId: z.string(),
  jobId: z.string(),
  userId: z.string(),
  /** The kind. */
  type: z.string(),
  /** Status, stage, progress and attempt are those of the job after the event. */
  status: z.enum(jobStatuses),
  stage: z.string().nullable(),
  progress: z.number(),
  attempt: z.number(),
  /** The ledger's own word for what happened: created, stage, progress, saved, completed, … */
  event: z.string(),
  /** When it was written, in milliseconds since 1970. */
  timestamp: z.number(),
  /** Both are known once the job is completed. */
  metadata: z.object({ resultUrls: z.array(z.string()), tokensUsed: z.number().nullable() }),
});
export type StatusUpdate = z.infer<typeof StatusUpdate>;

const endings: ReadonlySet<string> = new Set(["completed", "failed", "canceled"]);

/** Whether this is the update that ends its job's attempt, rather than one about a job that has ended. */
export function endsJob({ event }: Pick<StatusUpdate, "event">): boolean {
  return endings.has(event);
}
