"use client";
import { useState, type KeyboardEvent, type ReactNode } from "react";
import { useLate } from "@/hooks/use-late";
import type { LightboxProps } from "./lightbox-room";
import type { Picture } from "./picture";

const load = async () => (await import("./lightbox-room")).LightboxRoom;

/** Opens pictures large, with what there is to do with them beside. `room` belongs into whatever holds them, which takes `holds`. */
export function useLightbox(pictures: readonly Picture[], aside?: ReactNode) {
  const [at, setAt] = useState<number | null>(null);
  const { want, holds, room } = useLightboxAt({ pictures, at, onMove: setAt, aside });
  return {
    open: async (index: number) => {
      setAt(index);
      if (!(await want())) setAt(null);
    },
    holds,
    room,
  };
}

/**
 * The same where somebody else knows which one is looked at. The room is on its way once somebody comes near, no key is lost until
 * it is there, and one who waits is told; `want` says whether it is there.
 */
export function useLightboxAt({ pictures, hasMore, at, onMove, aside, onLeft }: LightboxProps) {
  const { Part, prepare, want } = useLate(load);
  return {
    want,
    holds: {
      "aria-busy": at !== null && Part === null,
      onPointerEnter: prepare,
      onFocus: prepare,
      onKeyDown: (event: KeyboardEvent) => {
        // A film has arrow keys of its own.
        if (event.target instanceof HTMLVideoElement) return;
        const move = at === null ? undefined : moveOf(event.key, at, pictures.length - 1);
        if (move === undefined) return;
        event.preventDefault();
        onMove(move);
      },
    },
    room: Part && <Part {...{ pictures, hasMore, at, onMove, aside, onLeft }} />,
  };
}

/** Arrows, Home and End move, Escape closes; other keys do nothing. */
function moveOf(key: string, at: number, last: number): number | null | undefined {
  const moves: Record<string, number | null> = {
    ArrowLeft: at === 0 ? last : at - 1,
    ArrowRight: at === last ? 0 : at + 1,
    Home: 0,
    End: last,
    Escape: null,
  };
  return moves[key];
}
