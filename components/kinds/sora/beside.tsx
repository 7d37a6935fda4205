import { pageTitle } from "@/components/copy/page-title";
import { hasNothing } from "@/components/sheet/sheet-frame";
import type { JobView } from "@/lib/jobs/job-view";
import { videoOf } from "./input";

/** Beside a frame that stands on end, over its progress: what is being filmed, where the title does not say it. */
export function VideoBeside({ job }: { job: JobView }) {
  const { prompt, shape } = videoOf(job);
  if (shape.width >= shape.height || prompt === pageTitle(job).words || hasNothing(job)) return null;
  return (
    <p
      dir="auto"
      className="hidden px-1 font-serif text-2xl leading-snug whitespace-pre-wrap wrap-anywhere @lg:line-clamp-6"
    >
      {prompt}
    </p>
  );
}
