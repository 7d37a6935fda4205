import { count } from "@/components/ui/figures";
import type { JobView } from "@/lib/jobs/job-view";
import { badgeOf } from "./status";

/** What is said in passing of jobs that are active: one by its name and its state, several by how many; `others` where the page is about one itself. */
export function underWay(jobs: readonly JobView[], others: boolean): { name: string | null; rest: string } {
  const [job] = jobs;
  if (job && jobs.length === 1) return { name: job.title, rest: badgeOf(job).word.toLowerCase() };
  return { name: null, rest: `${count(jobs.length, others ? "other job" : "job")} developing` };
}
