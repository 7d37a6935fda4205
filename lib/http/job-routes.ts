import { after } from "next/server";
import type { Job } from "@/lib/jobs/job";
import type { JobView } from "@/lib/jobs/job-view";
import type { User } from "@/lib/db/session";
import { NotFound } from "@/lib/services/errors";
import { getJob, updateJob, type KeepAlive } from "@/lib/services/get-job";
import { presentJob } from "@/lib/services/present-job";
import { requireUser } from "./guard-user";
import { parseJobId } from "./job-id";
import { jobResponse, knownAtOf } from "./job-response";
import { parseWait, waitForChange } from "./wait-for-change";
import { watchJob } from "./watch-job";

/** Keeps work alive after the response. */
export const keepAlive: KeepAlive = (work) => after(work);

/** Answers with a job, asked about first if the record is due; `?wait=` holds the answer for a change. */
export async function answerWithJob(request: Request, id: string, kind?: string): Promise<Response> {
  const user = await requireUser(request);
  const wait = parseWait(request);
  const jobId = parseJobId(id);
  const knownAt = knownAtOf(request);
  const read = async () => {
    const job = ofKind(kind, await getJob(user, jobId, "browser", keepAlive, knownAt));
    return { view: await viewOf(job), dueAt: job.nextCheckAt };
  };
  const watched = { read, watch: watchJob(user.id, jobId) };
  return jobResponse(request, await waitForChange(request, wait, watched));
}

/** What is read once for many is shown to all of them as it was to the first. */
const views = new WeakMap<Job, Promise<JobView>>();

function viewOf(job: Job): Promise<JobView> {
  const view = views.get(job) ?? presentJob(job);
  views.set(job, view);
  return view;
}

/** The job a request is about, asked about first if the record is due. Throws `NotFound`. */
export async function requestedJob(request: Request, id: string, kind?: string): Promise<Job> {
  const user = await requireUser(request);
  return ofKind(kind, await getJob(user, parseJobId(id), "browser", keepAlive));
}

/** Answers with a job after asking the provider now. */
export async function answerWithUpdatedJob(request: Request, id: string, kind?: string): Promise<Response> {
  const user = await requireUser(request);
  return jobResponse(
    request,
    await presentJob(ofKind(kind, await updateJob(user, parseJobId(id), "manual", keepAlive))),
  );
}

/** Answers with a job after a verb that changes it; `follow` goes on after the response. */
export async function answerAfter(
  request: Request,
  id: string,
  verb: (user: User, jobId: string) => Promise<Job>,
  follow?: (jobId: string) => Promise<unknown>,
): Promise<Response> {
  const user = await requireUser(request);
  const job = await verb(user, parseJobId(id));
  if (follow) after(() => follow(job.id));
  return jobResponse(request, await presentJob(job));
}

/** The routes of one kind know no jobs of another. */
export function ofKind(kind: string | undefined, job: Job): Job {
  if (kind !== undefined && job.kind !== kind) throw new NotFound();
  return job;
}
