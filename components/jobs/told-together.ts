import type { JobChange } from "@/hooks/changes";

/** Jobs that were canceled here together with others, and told of together; by id and attempt. */
const told = new Set<string>();

/** The end of this job is told of with that of others. */
export function tellTogether(job: JobChange["job"]): void {
  told.add(`${job.id} ${job.attempt}`);
}

/** Whether a change is told of with that of other jobs, and needs no news of its own. */
export function isToldTogether({ job, what }: JobChange): boolean {
  return what === "canceled" && told.has(`${job.id} ${job.attempt}`);
}
