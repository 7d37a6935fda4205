"use client";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import { Batches } from "./batches";
import { Cost } from "./cost";
import { Reasons } from "./reasons";
import { TagFilm } from "./tag-film";

/** The images while they wait for their tags, and the batches they are in; why not, and what it took, where the job came to nothing. */
export function TaggingSheet({ job }: { job: JobView }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <TagFilm job={job} />
      <div className="grid gap-4 px-1 empty:hidden">
        {isTerminal(job.status) && <Reasons job={job} />}
        <Batches job={job} />
        <Cost job={job} />
      </div>
    </div>
  );
}
