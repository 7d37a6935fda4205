import { wordsOf } from "@/components/kinds/words";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";

const list = new Intl.ListFormat("en-GB");

/** Whether a model goes with a job: one that it has trained, and that its provider keeps. */
const hasModel = (job: JobView): boolean => wordsOf(job.kind).hasTrained?.(job) ?? false;

/** What goes with a job that is deleted: "with its files, its uploads and its model", whichever of them it has. */
export function goesWith(job: JobView): string {
  const hasUploads = wordsOf(job.kind).hasUploads?.(job) ?? false;
  const all = ["its files", hasUploads && "its uploads", hasModel(job) && "its model"];
  return `with ${list.format(all.filter((each) => each !== false))}`;
}

/** The second line of the news that a job is deleted. */
export function deletedNews(job: JobView): string {
  return hasModel(job) ? `${job.title}, with its model` : job.title;
}

/** What goes beside files with these jobs, as a sentence; empty where nothing does. */
export function modelsGoing(jobs: readonly JobView[]): string {
  const models = jobs.filter(hasModel).length;
  if (models === 0) return "";
  return models === 1
    ? "The model that one of them trained goes too."
    : `The models that ${models.toLocaleString("en")} of them trained go too.`;
}

/** What deleting a job that is under way does to its work, and to what that costs. */
export function deleteSentence(job: JobView): string {
  const { status, attempt, queue, provider, isStoppable } = job;
  const name = provider ?? "The provider";
  const undo = `It goes ${goesWith(job)}, and its cost leaves the sums of your months. You can undo this for ten seconds.`;
  if (isTerminal(status)) return `It is over by now. ${undo}`;
  if (status === "pending" && queue && attempt === 1) return `It has not begun yet. ${undo}`;
  return isStoppable
    ? `The work is stopped: ${name} is asked to, and what was paid is paid. ${undo}`
    : `The work is given up: ${name} cannot stop what has begun, and what was paid is paid. ${undo}`;
}
