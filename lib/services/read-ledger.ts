import { readEvents } from "@/lib/db/events";
import type { User } from "@/lib/db/user-client";
import type { JobEventView } from "@/lib/jobs/job-view";
import { requireJob } from "./get-job";

/** The ledger of this user's job after event `after`, oldest first. Throws `NotFound`. */
export async function readLedger(user: User, jobId: string, after: number): Promise<JobEventView[]> {
  const events = await readEvents(user, jobId, after);
  if (events.length === 0) await requireJob(user, jobId);
  return events;
}
