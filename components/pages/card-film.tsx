import { Strip } from "@/components/kinds/strips";
import { cn } from "@/components/ui/cn";
import type { JobView } from "@/lib/jobs/job-view";

/** Kinds whose film is a row of frames; the others show one thing, which takes whatever room there is. */
const inRows: readonly string[] = ["photoshoot", "story_video", "image_tags"];

/**
 * The film of a job's card, or a struck length of it where nothing came of the job. A phone shows its first frames. It repeats what
 * the card says, so it stays silent.
 */
export function CardFilm({ job }: { job: JobView }) {
  return (
    <div
      aria-hidden
      inert
      className="w-20 shrink-0 overflow-hidden max-sm:grid max-sm:max-h-30 max-sm:content-center max-sm:rounded-control max-sm:bg-film sm:w-full"
    >
      <div className={cn("empty:struck-film", inRows.includes(job.kind) && "max-sm:w-76")}>
        <Strip job={job} />
      </div>
    </div>
  );
}
