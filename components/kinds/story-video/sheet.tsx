"use client";
import { useWait } from "@/components/sheet/arrivals";
import { storyOf } from "@/hooks/story-details";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import { Downloads } from "./downloads";
import { EarlierFilm } from "./earlier-film";
import { Storyboard } from "./storyboard";

/** The storyboard while it develops; where it came to nothing, what there is can be taken along. */
export function StorySheet({ job }: { job: JobView }) {
  useWait(job);
  const story = storyOf(job);
  const { earlierFilm } = story;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {earlierFilm && (
        <div className="mb-4">
          <EarlierFilm key={earlierFilm.url} job={job} story={story} shown={earlierFilm} />
        </div>
      )}
      <div>
        <Storyboard job={job} />
      </div>
      {isTerminal(job.status) && <Downloads job={job} story={story} />}
    </div>
  );
}
