"use client";
import { useState, type ReactNode } from "react";
import { DevelopedFrame } from "@/components/sheet/developed-frame";
import { SpoiltFrame } from "@/components/sheet/spoilt-frame";
import { cn } from "@/components/ui/cn";
import { smallAddress } from "@/lib/jobs/small-picture";
import type { SceneFile, StoryShape } from "@/lib/jobs/story";
import { SceneGhost } from "./scene-ghost";

interface Props {
  number: number;
  picture: SceneFile;
  shape: StoryShape;
  /** On cards there is no room for words. */
  small?: boolean;
  /** What became of one that is spoilt, where there is room to say that on it, with the beginning of its reason. */
  spoiltWord?: string | null;
  /** The finished picture, where it is not to be loaded by itself. */
  shown?: ReactNode;
  className?: string;
}

const ratios = {
  landscape: "aspect-video",
  portrait: "aspect-9/16",
  square: "aspect-square",
} as const satisfies Record<StoryShape, string>;

/** A scene's frame, from a ghost in the dark to its picture. One that arrives while you watch comes up from red. */
export function ScenePicture(props: Props) {
  const { number, picture, shape, small = false, spoiltWord = null, shown, className } = props;
  const [stateAtFirst] = useState(picture.state);
  const { state, url, reason } = picture;
  return (
    <div
      data-state={state}
      className={cn(
        "relative overflow-hidden rounded-frame bg-ghost text-black",
        small ? "h-strip" : ratios[shape],
        className,
      )}
    >
      {state === "spoilt" &&
        (spoiltWord === null ? (
          <SpoiltFrame small />
        ) : (
          <SpoiltFrame word={spoiltWord} reason={reason?.replace(/^[^:]+ refused: /, "") ?? null} />
        ))}
      {state === "developed" &&
        url !== null &&
        (shown ?? (
          <DevelopedFrame
            key={url}
            src={smallAddress(url, small ? 256 : 768)}
            alt={`Picture of scene ${number}`}
            number={number}
            fresh={!small && stateAtFirst !== "developed"}
            small={small}
          />
        ))}
      {(state === "latent" || state === "developing") && (
        <Undeveloped number={number} isLit={state === "developing"} />
      )}
    </div>
  );
}

function Undeveloped({ number, isLit }: { number: number; isLit: boolean }) {
  return (
    <>
      {isLit && <div className="lamp absolute inset-0" />}
      <SceneGhost
        turn={number}
        className={cn("absolute inset-0 size-full", isLit ? "opacity-55" : "opacity-30")}
      />
      {isLit && (
        <div
          aria-hidden
          className="band absolute inset-x-0 top-0 h-1/4"
          style={{ animationDelay: `${((number * 0.73) % 3) - 3}s` }}
        />
      )}
    </>
  );
}
