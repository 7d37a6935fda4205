import type { Job } from "./job";
import type { KindProfile } from "./kind-profile";

/** `within` its deadline; `overdue`, still checked, slowly; or `given_up`, grace over too. */
export type Lateness = "within" | "overdue" | "given_up";

/** How late a job is at `now`; one that stands in line is not late. */
export function lateness(
  job: Pick<Job, "deadlineAt" | "isAdmitted">,
  profile: KindProfile,
  now: Date,
): Lateness {
  if (!job.isAdmitted) return "within";
  const past = now.getTime() - job.deadlineAt.getTime();
  if (past < 0) return "within";
  return past < profile.graceMs ? "overdue" : "given_up";
}
