import { readWaiting } from "@/lib/db/waiting";
import { env } from "@/lib/env";
import type { Job } from "@/lib/jobs/job";
import type { JobView } from "@/lib/jobs/job-view";
import type { Retention } from "@/lib/jobs/retention";
import { toView } from "@/lib/jobs/to-view";
import { kindViewOf } from "@/lib/kinds/registry";
import { retiredKind } from "@/lib/kinds/retired-kind";
import { errorFields, log } from "@/lib/log";
import type { History } from "@/lib/jobs/history";
import { history } from "./history";
import { limits } from "./limits";
import { retention } from "./retention";

/** The public view of a job, now. */
export async function presentJob(job: Job): Promise<JobView> {
  const [view] = await presentJobs([job]);
  if (!view) throw new Error("a job has one view");
  return view;
}

/** The public views of jobs, now, with the reason why those that are due have not been asked about. */
export async function presentJobs(jobs: readonly Job[]): Promise<JobView[]> {
  const now = new Date();
  const due = jobs.filter(({ nextCheckAt }) => nextCheckAt !== null && nextCheckAt <= now);
  const [known, kept, waiting] = await Promise.all([history(), retention(), waitingOf(due)]);
  return jobs.map((job) => present({ ...job, waiting: waiting[job.id] ?? null }, known, kept, now));
}

/** One whose input its kind no longer reads is shown as of a retired kind. */
function present(job: Job, known: History, kept: Retention | null, now: Date): JobView {
  try {
    return toView(job, kindViewOf(job, known), env().APP_URL, now, kept);
  } catch (error) {
    log("error", "a job cannot be shown as its kind does", { jobId: job.id, ...errorFields(error) });
    return toView(job, kindViewOf(job, known, retiredKind(job.kind)), env().APP_URL, now, kept);
  }
}

async function waitingOf(due: readonly Job[]): ReturnType<typeof readWaiting> {
  if (due.length === 0) return {};
  const ids = due.map((job) => job.id);
  return readWaiting(ids, limits()).catch((error: unknown) => {
    log("warn", "what jobs wait for could not be read", errorFields(error));
    return {};
  });
}
