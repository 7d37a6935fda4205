"use client";
import { useEffect, useRef } from "react";
import { RotateCcw } from "lucide-react";
import { Film } from "@/components/sheet/film";
import { cn } from "@/components/ui/cn";
import { clock } from "@/components/ui/figures";
import type { StoryScene, StoryShape } from "@/lib/jobs/story";
import { useOpenRemake } from "./room";
import { ScenePicture } from "./scene-picture";
import { VoiceButton } from "./voice-button";

interface Props {
  scenes: readonly StoryScene[];
  shape: StoryShape;
  /** The place in the list of the scene that is seen just now. */
  at: number;
  onSeek: (ms: number) => void;
}

/** So few scenes are all in sight, with more of their words: they need no room of their own to scroll in. */
const few = 4;

/** The storyboard beside the film: it follows, and a press on a scene goes there. */
export function FilmBoard({ scenes, shape, at, onSeek }: Props) {
  const list = useRef<HTMLOListElement>(null);
  const isFew = scenes.length <= few;
  useEffect(() => {
    const box = list.current;
    const scene = box?.children[at];
    if (!box || !(scene instanceof HTMLElement) || box.scrollHeight <= box.clientHeight) return;
    // Only the board moves, never the page. Whoever points into it, or goes through it by keyboard, is looking for something.
    if (canHover() && box.matches(":hover")) return;
    if (box.querySelector(":focus-visible")) return;
    const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
    box.scrollTo({ top: scene.offsetTop - box.clientHeight / 3, behavior });
  }, [at]);
  return (
    // Beside a landscape film it ends where that does; a few scenes beside a taller one end with the last of them.
    <Film
      className={cn(
        "flex flex-col [&>[aria-hidden]]:shrink-0",
        isFew ? shape === "landscape" && "xl:h-full" : besideFilm[shape].film,
      )}
    >
      <ol
        ref={list}
        aria-label="Scenes"
        className={cn(
          "relative grid min-h-0 content-start px-2.5",
          isFew
            ? "grow gap-1 xl:content-between"
            : [
                "max-h-[62dvh] gap-2 overflow-y-auto mask-b-from-[calc(100%-2.5rem)] pb-8",
                besideFilm[shape].list,
              ],
        )}
      >
        {scenes.map((scene, index) => (
          <Row
            key={scene.number}
            scene={scene}
            shape={shape}
            isNow={index === at}
            isFew={isFew}
            onSeek={onSeek}
          />
        ))}
      </ol>
    </Film>
  );
}

/** As tall as the film, where it lies beside that. */
const beside = {
  lg: { film: "lg:absolute lg:inset-x-0 lg:top-0 lg:max-h-full", list: "lg:max-h-none" },
  xl: { film: "xl:absolute xl:inset-x-0 xl:top-0 xl:max-h-full", list: "xl:max-h-none" },
} as const;
const besideFilm = { landscape: beside.xl, portrait: beside.lg, square: beside.lg } as const;

/** A finger leaves nothing behind that hovers. */
function canHover(): boolean {
  return matchMedia("(hover: hover)").matches;
}

function Row({
  scene,
  shape,
  isNow,
  isFew,
  onSeek,
}: Pick<Props, "shape" | "onSeek"> & { scene: StoryScene; isNow: boolean; isFew: boolean }) {
  const onRemake = useOpenRemake();
  const { number, narration, startMs, picture, voice } = scene;
  const isPortrait = shape === "portrait";
  // On a phone all of its words have the whole width, under a picture that is low; beside a film they stand between that and its buttons.
  const isSpread = isFew && !isPortrait;
  return (
    <li
      aria-current={isNow || undefined}
      className={cn(
        "grid gap-x-3 gap-y-2 rounded-control p-2 text-film-ink transition-colors",
        isPortrait
          ? "grid-cols-[4.5rem_minmax(0,1fr)]"
          : "grid-cols-[7.5rem_minmax(0,1fr)] xl:grid-cols-[5.5rem_minmax(0,1fr)]",
        isSpread && "xl:grid-cols-[5.5rem_minmax(0,1fr)_auto] xl:grid-rows-[auto_1fr] xl:gap-y-1 xl:py-1",
        isNow && "bg-white/8",
      )}
    >
      <button
        type="button"
        onClick={() => startMs !== null && onSeek(startMs)}
        aria-label={`Go to scene ${number}`}
        className={cn(
          "self-start rounded-frame ring-offset-2 ring-offset-film",
          isNow && "ring-2 ring-safelight-end",
        )}
      >
        <ScenePicture number={number} picture={picture} shape={shape} />
      </button>
      <div className={cn("grid min-w-0 content-start gap-1", isSpread && "max-sm:contents xl:contents")}>
        <div className={cn("flex items-center justify-between gap-1", isSpread && "xl:contents")}>
          <p className={cn("text-xs", isSpread && "xl:col-start-1 xl:row-start-2")}>
            <span className="sr-only">Scene </span>
            <span className="font-mono text-edge">{String(number).padStart(2, "0")}</span>
            {startMs !== null && <span className="ml-2 font-mono text-film-ink/80">{clock(startMs)}</span>}
          </p>
          <span
            className={cn(
              "flex gap-1.5",
              isSpread && "xl:col-start-3 xl:row-span-2 xl:row-start-1 xl:flex-col xl:justify-center",
            )}
          >
            {voice.state === "developed" && voice.url !== null && (
              <VoiceButton number={number} url={voice.url} className="size-8" />
            )}
            <button
              type="button"
              onClick={() => onRemake(scene)}
              aria-label={`Remake scene ${number}`}
              title="Remake this scene"
              className="inline-grid size-8 place-items-center rounded-full border border-film-ink/35 transition-colors hover:border-film-ink hover:text-white"
            >
              <RotateCcw aria-hidden className="size-4" />
            </button>
          </span>
        </div>
        <p
          dir="auto"
          className={cn(
            "text-[0.8125rem] leading-snug wrap-anywhere",
            isSpread && "max-sm:col-span-2 xl:col-start-2 xl:row-span-2 xl:row-start-1 xl:line-clamp-5",
            isFew ? "sm:line-clamp-4" : isNow ? "line-clamp-3" : "line-clamp-2",
          )}
        >
          {narration}
        </p>
      </div>
    </li>
  );
}
