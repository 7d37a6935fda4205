import { capitalised, lasted } from "@/components/ui/figures";
import type { JobView } from "@/lib/jobs/job-view";
import { isPastForeseen } from "@/lib/jobs/glide";
import { accuracySentence, isLate, queuePlace, queueSentence } from "./status";

/** A figure, what it is of, and what is to be said of it. */
interface Figure {
  label: string;
  figure: string;
  note: string | null;
}

/** How long a job that has ended took, in milliseconds; `null` until that is known. */
export function tookWords({ status, attempt }: JobView, ms: number | null): Figure {
  const label = status === "completed" ? "Took" : status === "failed" ? "Stopped after" : "Canceled after";
  const figure = ms === null ? "…" : ms < 1_000 ? "Under a second" : lasted(ms);
  return { label, figure, note: attempt > 1 ? `in ${attempt} attempts` : null };
}

/** How long one that has not may yet take, as `left` says it: its place where it stands in line, for nobody knows for how long. */
export function leftWords(job: JobView, left: string | null, isOnline: boolean): Figure {
  const line = queuePlace(job);
  if (line) return { label: "Place in line", figure: capitalised(line.place), note: `It ${line.starts}.` };
  if (isLate(job)) return { label: "Expected by now", figure: "Longer than usual", note: null };
  if (left === null) {
    const figure = job.status === "pending" ? "Starting soon" : "Not known yet";
    return { label: "Time left", figure, note: leftNote({ ...job, accuracy: null }) };
  }
  if (!isOnline) return { label: "Time left", figure: left, note: "as it was when you went offline" };
  return { label: "Time left", figure: left, note: leftNote(job) };
}

/** What is to be said of a forecast: that its step takes far longer than such a step does, or how good such forecasts have been. */
export function leftNote({ glide, accuracy }: Pick<JobView, "glide" | "accuracy">): string | null {
  return isPastForeseen(glide) ? "This step takes longer than usual." : accuracySentence(accuracy);
}

/** The same in a list, as one line: what it waits for, that it is late, or "1 to 3 min left". Empty where nobody can say. */
export function inWords(job: JobView, left: string | null): string {
  const line = queueSentence(job);
  if (line !== null) return line;
  if (isLate(job)) return "Later than usual";
  if (job.delay) return job.delay.message;
  if (left === null) return "";
  return capitalised(/\d/.test(left) ? `${left} left` : left);
}
