"use client";
import type { JobView } from "@/lib/jobs/job-view";
import type { StoryDetails, StoryFilm } from "@/lib/jobs/story";
import { isTerminal } from "@/lib/jobs/status";
import { FilmFiles } from "./downloads";
import { FilmPlayer, useFilmDeck } from "./film-player";

interface Props {
  job: JobView;
  story: StoryDetails;
  shown: StoryFilm;
}

/** The film of before a scene was made anew: it plays, and can be taken along, until there is another. */
export function EarlierFilm({ job, story, shown }: Props) {
  const deck = useFilmDeck(story, shown);
  return (
    <section aria-labelledby="earlier-film" className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div className="px-1">
        <h2 id="earlier-film" className="font-serif text-2xl">
          The film as it was
        </h2>
        <p className="mt-1 text-sm text-soft">
          {isTerminal(job.status)
            ? "The new one did not come about, so this one stays. It has the scene in it that was to be made anew."
            : "It has the scene in it that is being made anew. The new film takes its place when it is there."}
        </p>
      </div>
      <FilmPlayer job={job} story={story} shown={shown} isEarlier {...deck} />
      <div className="flex flex-wrap gap-2.5 px-1 max-sm:*:grow">
        <FilmFiles film={shown} />
      </div>
    </section>
  );
}
