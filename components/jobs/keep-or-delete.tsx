"use client";
import type { JobView } from "@/lib/jobs/job-view";
import { DeleteJob } from "./delete-job";
import { FavouriteButton } from "./favourite-button";

interface Props {
  job: JobView;
  /** It was deleted here, in a room of its own. Without it this is the job's page, which says itself that it is deleted. */
  onDeleted?: () => void;
}

/** What becomes of a job's record, quietly, after all that is to be said of it. */
export function KeepOrDelete({ job, onDeleted }: Props) {
  const isPage = onDeleted === undefined;
  return (
    <div className="-mr-3.5 -ml-1.5 flex flex-wrap items-center justify-between gap-2.5">
      {isPage && (job.status === "completed" || job.isFavourite) && <FavouriteButton job={job} />}
      <DeleteJob job={job} onDeleted={onDeleted} isToldByPage={isPage} className="ml-auto" />
    </div>
  );
}
