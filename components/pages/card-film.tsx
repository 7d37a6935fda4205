import { Ban, CircleAlert } from "lucide-react";
import { Strip } from "@/components/kinds/strips";
import { cn } from "@/components/ui/cn";
import type { JobView } from "@/lib/jobs/job-view";

/** Kinds whose film is a row of frames; the others show one thing, which takes whatever room there is. */
const inRows: readonly string[] = ["photoshoot", "story_video", "image_tags"];

/**
 * The film of a job's card, as tall whatever is on it, or a struck length of it where nothing came of the job. A phone shows its
 * first frames. It repeats what the card says, so it stays silent.
 */
export function CardFilm({ job }: { job: JobView }) {
  const Ended = job.status === "failed" ? CircleAlert : Ban;
  return (
    <div
      aria-hidden
      inert
      className="@container relative card-film w-20 shrink-0 self-start overflow-hidden max-sm:rounded-control max-sm:bg-film sm:w-full"
    >
      <div className={cn("peer empty:struck-film", inRows.includes(job.kind) && "max-sm:w-76")}>
        <Strip job={job} />
      </div>
      <span className="absolute inset-0 hidden place-items-center peer-empty:grid">
        <Ended className={cn("size-5", job.status === "failed" ? "text-film-fail" : "text-film-ink/70")} />
      </span>
    </div>
  );
}
