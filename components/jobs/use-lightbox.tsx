"use client";
import { useState, type KeyboardEvent } from "react";
import { useLate } from "@/hooks/use-late";
import type { Picture } from "./lightbox-room";

const load = async () => (await import("./lightbox-room")).LightboxRoom;

/**
 * Opens pictures large. `room` belongs into whatever holds them, which takes `holds`: the room is on its way once somebody comes
 * near, no key is lost until it is there, and one who waits is told.
 */
export function useLightbox(pictures: readonly Picture[]) {
  const [at, setAt] = useState<number | null>(null);
  const { Part, prepare, want } = useLate(load);
  return {
    open: async (index: number) => {
      setAt(index);
      if (!(await want())) setAt(null);
    },
    holds: {
      "aria-busy": at !== null && Part === null,
      onPointerEnter: prepare,
      onFocus: prepare,
      onKeyDown: (event: KeyboardEvent) => {
        const move = at === null ? undefined : moveOf(event.key, at, pictures.length - 1);
        if (move === undefined) return;
        event.preventDefault();
        setAt(move);
      },
    },
    room: Part && <Part pictures={pictures} at={at} onMove={setAt} />,
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
