import { count } from "@/components/ui/figures";
import type { JobView } from "@/lib/jobs/job-view";
import { badgeOf } from "./status";

/** What is said in passing of jobs that are active: one by its name and its state, several by how many. */
export function underWay(jobs: readonly JobView[]): { name: string | null; rest: string } {
  const [job] = jobs;
  if (job && jobs.length === 1) return { name: job.title, rest: badgeOf(job).word.toLowerCase() };
  return { name: null, rest: `${count(jobs.length, "job")} developing` };
}

/** The same of so many others than the one that a page is about: "3 others", and what they are at for where there is room. */
export function othersUnderWay(of: number): { others: string; rest: string } {
  return { others: count(of, "other"), rest: " developing" };
}
