"use client";
import { useRef, useState, useSyncExternalStore, type KeyboardEvent } from "react";
import { developingResult, noteArrival } from "@/components/sheet/arrivals";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { StoryScene } from "@/lib/jobs/story";
import { FilmControls } from "./film-controls";
import { FilmDeck, type FilmNow } from "./film-deck";
import { keyAction } from "./film-keys";

interface Props {
  film: FilmDeck;
  now: FilmNow;
  /** What it is called, for who does not see it. */
  label: string;
  src: string;
  poster: string | null;
  /** Width by height. */
  ratio: number;
  /** The job that it was waited for of: then it comes up from red. */
  awaitedOf: string | null;
  scenes: readonly StoryScene[];
  /** `isLifted` where others are burnt in at the foot of the picture. */
  captions: { src: string; isLifted: boolean } | null;
  onShape?: (width: number, height: number) => void;
}

/** What plays a film of about that length, and how it stands. */
export function useDeck(durationMs: number, hasCaptions: boolean): { film: FilmDeck; now: FilmNow } {
  const [film] = useState(() => new FilmDeck(durationMs, hasCaptions));
  return { film, now: useSyncExternalStore(film.subscribe, film.now, film.now) };
}

/** A film, with all that a hand or a keyboard may want of it. */
export function Player(props: Props) {
  const { film, now, label, src, poster, ratio, awaitedOf, scenes, captions, onShape } = props;
  const { attach, lift } = film;
  const stage = useRef<HTMLDivElement>(null);
  const [sinceMs] = useState(() => (awaitedOf === null ? null : developingResult(awaitedOf, src)));
  const fresh = sinceMs !== null;
  const going = { animationDelay: `${-(sinceMs ?? 0)}ms` };
  const isThere = now.state === "ready";

  function fillScreen() {
    if (stage.current) film.fillScreen(stage.current);
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const { target, key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || target instanceof HTMLSelectElement) return;
    // A button that has the focus is what Space presses.
    if (key === " " && target instanceof HTMLButtonElement) return;
    const action = keyAction(key, film, scenes, fillScreen);
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
            {/* Nobody has written captions for what a model has just made. */}
            {/* oxlint-disable-next-line jsx-a11y/media-has-caption */}
            <video
              ref={attach}
              tabIndex={0}
              playsInline
              preload="metadata"
              aria-label={label}
              src={src}
              poster={poster ?? undefined}
              onClick={() => film.toggle()}
              onLoadedMetadata={({ currentTarget: { videoWidth, videoHeight } }) => {
                if (videoWidth > 0 && videoHeight > 0) onShape?.(videoWidth, videoHeight);
                if (fresh) noteArrival(src);
              }}
              style={{ aspectRatio: ratio, ...(fresh ? going : {}) }}
              className={cn(
                "mx-auto max-h-[var(--tallest-film,min(44rem,72dvh))] max-w-full cursor-pointer bg-film object-contain focus-visible:-outline-offset-3",
                "group-fullscreen/stage:max-h-full group-fullscreen/stage:h-full",
                ratio > 1 || captions === null ? "w-full" : "h-full",
                fresh && (isThere ? "develop" : "opacity-0"),
              )}
            >
              {captions && (
                <track
                  ref={captions.isLifted ? lift : null}
                  kind="captions"
                  label="Captions"
                  src={captions.src}
                />
              )}
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
      <FilmControls
        film={film}
        now={now}
        scenes={scenes}
        hasCaptions={captions !== null}
        onFillScreen={fillScreen}
      />
    </div>
  );
}
