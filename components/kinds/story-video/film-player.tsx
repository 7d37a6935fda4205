"use client";
import { useRef, useState, useSyncExternalStore, type KeyboardEvent } from "react";
import { developingResult, noteArrival } from "@/components/sheet/arrivals";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { JobView } from "@/lib/jobs/job-view";
import type { StoryDetails, StoryFilm, StoryShape } from "@/lib/jobs/story";
import { FilmControls } from "./film-controls";
import { keyAction } from "./film-keys";
import { FilmDeck, type FilmNow } from "./film-deck";

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
  const [film] = useState(() => new FilmDeck(shown.durationMs, !story.hasCaptions));
  return { film, now: useSyncExternalStore(film.subscribe, film.now, film.now) };
}

/** A film on paper, with all that a hand or a keyboard may want of it. One that was waited for comes up from red. */
export function FilmPlayer({
  job,
  story,
  shown,
  film,
  now,
  isEarlier = false,
}: Props & ReturnType<typeof useFilmDeck>) {
  const { attach, lift } = film;
  const stage = useRef<HTMLDivElement>(null);
  const [sinceMs] = useState(() => (isEarlier ? null : developingResult(job.id, shown.url)));
  const fresh = sinceMs !== null;
  const going = { animationDelay: `${-(sinceMs ?? 0)}ms` };
  const isThere = now.state === "ready";
  const ratio = ratios[story.shape];

  function fillScreen() {
    if (stage.current) film.fillScreen(stage.current);
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const { target, key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || target instanceof HTMLSelectElement) return;
    // A button that has the focus is what Space presses.
    if (key === " " && target instanceof HTMLButtonElement) return;
    const action = keyAction(key, film, story.scenes, fillScreen);
    if (!action) return;
    event.preventDefault();
    action();
  }

  return (
    // All keys are for whatever has the focus within, the film itself or its controls; letters come from anywhere on the page.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={stage}
      data-film
      onKeyDown={onKeyDown}
      className="dark group/stage flex flex-col overflow-hidden rounded-sheet border border-black/40 bg-film"
    >
      <div className="relative grid min-h-0 flex-1 place-items-center group-fullscreen/stage:flex-1">
        {now.state === "broken" ? (
          <div
            style={{ aspectRatio: ratio }}
            className="grid w-full content-end justify-items-start gap-3 bg-ghost p-4 text-sm text-film-ink"
          >
            <p role="alert">The film is finished, but did not load.</p>
            <Button size="sm" onClick={() => film.again()}>
              Try again
            </Button>
          </div>
        ) : (
          <>
            <video
              ref={attach}
              tabIndex={0}
              playsInline
              preload="metadata"
              aria-label={`${isEarlier ? "The film as it was" : "Film"}: ${story.title ?? job.title}`}
              src={shown.url}
              poster={(!isEarlier && story.scenes[0]?.picture.url) || undefined}
              onClick={() => film.toggle()}
              onLoadedMetadata={() => {
                if (fresh) noteArrival(shown.url);
              }}
              style={{ aspectRatio: ratio, ...(fresh ? going : {}) }}
              className={cn(
                "mx-auto max-h-[min(44rem,72dvh)] max-w-full cursor-pointer bg-film object-contain focus-visible:-outline-offset-3",
                "group-fullscreen/stage:max-h-full group-fullscreen/stage:h-full",
                story.shape === "landscape" ? "w-full" : "h-full",
                fresh && (isThere ? "develop" : "opacity-0"),
              )}
            >
              <track
                ref={story.hasCaptions ? lift : null}
                kind="captions"
                label="Captions"
                src={shown.captionsUrl}
              />
            </video>
            {fresh && (
              <div
                aria-hidden
                style={isThere ? going : undefined}
                className={cn("pointer-events-none absolute inset-0", isThere ? "lit develop-veil" : "lamp")}
              />
            )}
          </>
        )}
      </div>
      <FilmControls film={film} now={now} scenes={story.scenes} onFillScreen={fillScreen} />
    </div>
  );
}
