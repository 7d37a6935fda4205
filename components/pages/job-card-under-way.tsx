"use client";
import { inWords } from "@/components/copy/time-left";
import { JobProgress } from "@/components/jobs/job-progress";
import { useTimeLeft } from "@/components/jobs/use-time-left";
import type { JobView } from "@/lib/jobs/job-view";

/** What a card says of a job that is under way: how far it is, how many of its pieces are there, and what it waits for. */
export function JobCardUnderWay({ job }: { job: JobView }) {
  const left = useTimeLeft(job);
  const done = job.frames.filter(({ state }) => state === "developed").length;
  // Kinds with details have frames of another kind than what is waited for.
  const pieces =
    done > 0 && job.frames.length > 1 && job.details === null && `${done} of ${job.frames.length}`;
  const rest = [pieces, inWords(job, left)].filter(Boolean).join(" · ");
  return (
    <JobProgress job={job} thin>
      {(figure, isKnown, isRough) => (
        <p className="line-clamp-2">
          {isKnown && Number(figure) > 0 && (
            <>
              <span className="font-medium text-ink">
                {isRough && "About "}
                {figure}%
              </span>
              {rest !== "" && " · "}
            </>
          )}
          {rest}
        </p>
      )}
    </JobProgress>
  );
}
