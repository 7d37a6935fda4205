import { pageTitle } from "@/components/copy/page-title";
import { hasNothing } from "@/components/sheet/sheet-frame";
import { cn } from "@/components/ui/cn";
import type { JobView } from "@/lib/jobs/job-view";
import { isTall, videoOf } from "./input";
import { askedFor } from "./words";

/** Whether the title of a video's page says all of its prompt, at every width. */
export function isSaidByTitle(job: JobView): boolean {
  const { words, isOfText } = pageTitle(job);
  const { prompt } = videoOf(job);
  return prompt === "" || (prompt === words && !isOfText);
}

/** What is being filmed, or was: the prompt, and what was asked for besides where the title says that. */
export function VideoAsked({ job, className }: { job: JobView; className: string }) {
  const words = isSaidByTitle(job) ? askedFor(job) : videoOf(job).prompt;
  return (
    <p dir="auto" className={cn("font-serif leading-snug whitespace-pre-wrap wrap-anywhere", className)}>
      {words}
    </p>
  );
}

/** With a frame that stands on end, after its progress. */
export function VideoBeside({ job }: { job: JobView }) {
  if (!isTall(job) || hasNothing(job)) return null;
  return <VideoAsked job={job} className="mt-4 line-clamp-6 px-1 text-xl" />;
}
