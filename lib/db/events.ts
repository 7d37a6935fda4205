import { z } from "zod";
import { ledgerPageRows, type JobEventView } from "@/lib/jobs/job-view";
import type { Source } from "@/lib/jobs/source";
import { jobStatuses } from "@/lib/jobs/status";
import { databaseError } from "./database-error";
import { time } from "./job-row";
import { userClient, type User } from "./user-client";

/** An event as the record has it: providers by their names. */
export type LedgerRow = Omit<JobEventView, "providerLabel">;

const EventRow = z
  .object({
    id: z.number(),
    type: z.string(),
    status: z.enum(jobStatuses),
    stage: z.string().nullable(),
    progress: z.number(),
    source: z.string(),
    detail: z.record(z.string(), z.unknown()),
    created_at: time,
  })
  .transform(({ created_at, source, ...row }): LedgerRow => ({
    ...row,
    source: source as Source,
    createdAt: created_at.toISOString(),
  }));

/** The ledger of this user's job after event `after`, oldest first, one page at most. */
export async function readEvents(user: User, jobId: string, after: number): Promise<LedgerRow[]> {
  const { data, error, status } = await userClient(user)
    .from("job_events")
    .select("id, type, status, stage, progress, source, detail, created_at")
    .eq("job_id", jobId)
    .gt("id", after)
    .order("id")
    .limit(ledgerPageRows);
  if (error) throw databaseError("reading the ledger", error, status);
  return z.array(EventRow).parse(data);
}
