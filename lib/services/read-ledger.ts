import { readEvents } from "@/lib/db/events";
import type { User } from "@/lib/db/user-client";
import type { JobEventView } from "@/lib/jobs/job-view";
import { providerNamed } from "@/lib/providers/registry";
import { requireJob } from "./get-job";

/** The ledger of this user's job after event `after`, oldest first. Throws `NotFound`. */
export async function readLedger(user: User, jobId: string, after: number): Promise<JobEventView[]> {
  const events = await readEvents(user, jobId, after);
  if (events.length === 0) await requireJob(user, jobId);
  return events.map((event) => ({ ...event, providerLabel: labelOf(event.detail["provider"]) }));
}

/** The record has names; people read labels. One that the code no longer knows is shown as it is. */
function labelOf(provider: unknown): string | null {
  return typeof provider === "string" ? (providerNamed(provider)?.label ?? provider) : null;
}
