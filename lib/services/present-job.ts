import { env } from "@/lib/env";
import type { Job } from "@/lib/jobs/job";
import type { JobView } from "@/lib/jobs/job-view";
import { toView } from "@/lib/jobs/to-view";
import { faceOf } from "@/lib/kinds/registry";

/** The public view of a job, now. */
export function presentJob(job: Job): JobView {
  return toView(job, faceOf(job), env().APP_URL, new Date());
}
