"use client";
import { Play } from "lucide-react";
import { useState } from "react";
import { useLongPress } from "@/components/grid/use-long-press";
import { useStillMotion } from "@/hooks/use-still-motion";
import { SmallPicture } from "./small-picture";

interface Props {
  url: string;
  posterUrl: string;
  /** In pixels. */
  width: number;
}

/** A film as a still. It plays, without a sound, while a mouse is over it or a finger rests on it, unless as little as can be is to move. */
export function FilmCell({ url, posterUrl, width }: Props) {
  const isStill = useStillMotion();
  const [isPlaying, setIsPlaying] = useState(false);
  const press = useLongPress(() => setIsPlaying(!isStill));
  const { handlers } = press;
  const stop = () => setIsPlaying(false);
  return (
    // What a press does besides, the grid hears from the keyboard too.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events
    <div
      data-playing={isPlaying}
      className="size-full"
      {...handlers}
      onPointerEnter={({ pointerType }) => pointerType === "mouse" && setIsPlaying(!isStill)}
      onPointerLeave={stop}
      onPointerCancel={() => {
        handlers.onPointerCancel();
        stop();
      }}
      onClick={(event) => {
        if (!press.isOver()) return;
        stop();
        event.stopPropagation();
      }}
    >
      <SmallPicture address={posterUrl} width={width} />
      {isPlaying ? (
        <video
          autoPlay
          muted
          loop
          playsInline
          src={url}
          className="absolute inset-0 size-full object-cover"
        />
      ) : (
        <span className="pointer-events-none absolute top-2.5 left-2.5 grid size-8 place-items-center rounded-full bg-black/60 text-white">
          <Play aria-hidden className="size-4 fill-current" />
        </span>
      )}
    </div>
  );
}
