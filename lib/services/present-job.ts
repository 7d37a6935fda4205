import { env } from "@/lib/env";
import type { Job } from "@/lib/jobs/job";
import type { JobView } from "@/lib/jobs/job-view";
import { toView } from "@/lib/jobs/to-view";
import { faceOf } from "@/lib/kinds/registry";
import { retiredKind } from "@/lib/kinds/retired-kind";
import { errorFields, log } from "@/lib/log";

/** The public view of a job, now. One whose input its kind no longer reads is shown as of a retired kind. */
export function presentJob(job: Job): JobView {
  try {
    return toView(job, faceOf(job), env().APP_URL, new Date());
  } catch (error) {
    log("error", "a job cannot be shown as its kind does", { jobId: job.id, ...errorFields(error) });
    return toView(job, faceOf(job, retiredKind(job.kind)), env().APP_URL, new Date());
  }
}
