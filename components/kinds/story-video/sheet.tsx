"use client";
import { useWait } from "@/components/sheet/arrivals";
import { Progress } from "@/components/ui/progress";
import { storyOf } from "@/hooks/story-details";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import { Downloads } from "./downloads";
import { EarlierFilm } from "./earlier-film";
import { Storyboard } from "./storyboard";
import { kept, storyVideoWords } from "./words";

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
      {isTerminal(job.status) && (
        <>
          <Kept job={job} />
          <Downloads job={job} story={story} />
        </>
      )}
    </div>
  );
}

/** How much there is to take along of what came to nothing as a whole. */
function Kept({ job }: { job: JobView }) {
  const { done, of } = kept(job);
  if (done === 0) return null;
  return (
    <div className="grid gap-2.5 px-1">
      <Progress tone="plain" value={(100 * done) / of} label={`Kept of ${job.title}`} />
      <p className="text-[0.9375rem] text-soft">{storyVideoWords.developed(job)}</p>
    </div>
  );
}
