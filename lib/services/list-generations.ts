import { countJobs, readJobPage, type JobFilter } from "@/lib/db/read-jobs";
import type { User } from "@/lib/db/user-client";
import type { Job } from "@/lib/jobs/job";
import type { JobView } from "@/lib/jobs/job-view";
import { kindNamed, promptOf } from "@/lib/kinds/registry";
import { InvalidInput } from "./errors";
import { presentJobs } from "./present-job";

/** A job with all that a generation shows of it. */
export interface ShownGeneration {
  job: Job;
  view: JobView;
  prompt: string;
}

/** A page of this user's jobs by number, newest first, and how many there are in all. Throws `InvalidInput`. */
export async function listGenerations(
  user: User,
  filter: Omit<JobFilter, "after">,
  offset: number,
): Promise<{ items: ShownGeneration[]; total: number }> {
  if (filter.kind !== undefined && !kindNamed(filter.kind)) {
    throw new InvalidInput("unknown_kind", "There is no such kind of job.");
  }
  const total = await countJobs(user, filter);
  const jobs = offset < total ? await readJobPage(user, filter, offset) : [];
  return { items: await showGenerations(jobs), total };
}

/** Jobs as generations. */
export async function showGenerations(jobs: readonly Job[]): Promise<ShownGeneration[]> {
  const views = await presentJobs(jobs);
  return jobs.flatMap((job, index) => {
    const view = views[index];
    return view ? [{ job, view, prompt: promptOf(job) }] : [];
  });
}
