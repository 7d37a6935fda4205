import { wordsOf } from "@/components/kinds/words";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";

const list = new Intl.ListFormat("en-GB");

/** Whether a model goes with a job: one that it has trained, and that its provider keeps. */
const hasModel = (job: JobView): boolean => wordsOf(job.kind).hasTrained?.(job) ?? false;

/** What goes with a job that is deleted: files, uploads and a model, whichever of them it has. */
function goingWith(job: JobView): string[] {
  const hasUploads = wordsOf(job.kind).hasUploads?.(job) ?? false;
  return ["files", hasUploads && "uploads", hasModel(job) && "model"].filter((each) => each !== false);
}

/** In the place of a job that is deleted: what is gone with it, and for how many seconds more there is a way back; `null` once there is none. */
export function goneSentence(job: JobView, leftS: number | null): string {
  const all = [`“${job.title}”`, ...goingWith(job).map((each) => `its ${each}`)];
  return `${list.format(all)} are gone ${leftS === null ? "for good" : `in ${leftS} s unless you undo`}.`;
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
  const what = list.format(goingWith(job));
  const undo = `Its ${what} are removed from your account. You can undo this for ten seconds.`;
  if (isTerminal(status)) return `It is over by now. ${undo}`;
  if (status === "pending" && queue && attempt === 1) return `It has not begun yet. ${undo}`;
  return isStoppable
    ? `${name} is asked to stop it, and what is paid stays paid. ${undo}`
    : `${name} cannot stop it, and what is paid stays paid. ${undo}`;
}
