import { wordsOf } from "@/components/kinds/words";
import type { Ghost } from "@/components/sheet/sheet-frame";
import { StoppedFilm } from "@/components/sheet/stopped-film";
import type { JobView } from "@/lib/jobs/job-view";

interface Props {
  job: JobView;
  uploads?: readonly string[];
  ghost?: Ghost;
}

/** The sheet of a job that has ended without anything to show: what was there, struck through, and how much came of it. */
export function StoppedSheet({ job, uploads = [], ghost = "none" }: Props) {
  return (
    <StoppedFilm uploads={uploads} ghost={ghost} isSpoilt={job.status === "failed"}>
      <p className="font-serif text-xl leading-tight sm:text-2xl">{wordsOf(job.kind).developed(job)}</p>
    </StoppedFilm>
  );
}
