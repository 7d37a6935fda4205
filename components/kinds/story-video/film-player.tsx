"use client";
import type { FilmDeck, FilmNow } from "@/components/film/film-deck";
import { Player, useDeck } from "@/components/film/player";
import type { JobView } from "@/lib/jobs/job-view";
import type { StoryDetails, StoryFilm, StoryShape } from "@/lib/jobs/story";

interface Props {
  job: JobView;
  story: StoryDetails;
  shown: StoryFilm;
  /** It is the film of before a scene was made anew, whose scenes are others by now. */
  isEarlier?: boolean;
}

const ratios = {
  landscape: 16 / 9,
  portrait: 9 / 16,
  square: 1,
} as const satisfies Record<StoryShape, number>;

/** What plays a film of a story, and how it stands. */
export function useFilmDeck(story: StoryDetails, shown: StoryFilm): { film: FilmDeck; now: FilmNow } {
  return useDeck(shown.durationMs, !story.hasCaptions);
}

/** The film of a story. One that was waited for comes up from red. */
export function FilmPlayer(props: Props & ReturnType<typeof useFilmDeck>) {
  const { job, story, shown, film, now, isEarlier = false } = props;
  return (
    <Player
      film={film}
      now={now}
      label={`${isEarlier ? "The film as it was" : "Film"}: ${story.title ?? job.title}`}
      src={shown.url}
      poster={isEarlier ? null : (story.scenes[0]?.picture.url ?? null)}
      ratio={ratios[story.shape]}
      awaitedOf={isEarlier ? null : job.id}
      scenes={story.scenes}
      captions={{ src: shown.captionsUrl, isLifted: story.hasCaptions }}
    />
  );
}
