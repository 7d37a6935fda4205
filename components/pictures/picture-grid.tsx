"use client";
import { useCallback, useRef, type RefObject } from "react";
import { indexOfCell } from "@/components/grid/layout";
import { VirtualGrid, type GridGuide } from "@/components/grid/virtual-grid";
import type { PictureView } from "@/lib/jobs/picture-view";
import { galleryLayout } from "./gallery-layout";
import { PictureCell } from "./picture-cell";
import { dayWords } from "./picture-words";

export interface PictureGridProps {
  items: readonly PictureView[];
  onOpen: (index: number) => void;
  /** Asks for the pictures up to this one. */
  want: (count: number) => void;
  guide: RefObject<GridGuide | null>;
}

const keys =
  "Arrow keys move, Home and End go to the ends of a row and with Control to the first and the last picture, Enter opens.";

/** All pictures by day, in their own shapes. */
export function PictureGrid({ items, onOpen, want, guide }: PictureGridProps) {
  const grid = useRef<HTMLDivElement>(null);
  const layoutIn = useCallback((width: number) => galleryLayout(width, items, daysAt(new Date())), [items]);
  return (
    <VirtualGrid
      label="Pictures"
      keys={keys}
      layoutIn={layoutIn}
      total={items.length}
      idAt={(index) => items[index]?.id}
      want={want}
      onKey={({ key }, { at }) => {
        if (key !== "Enter" && key !== " ") return false;
        onOpen(at);
        return true;
      }}
      grid={grid}
      guide={guide}
      holds={{
        onClick: ({ target }) => {
          const index = indexOfCell(target);
          if (index === null) return;
          guide.current?.point(index);
          onOpen(index);
        },
      }}
      renderCell={(index, place, width) => {
        const picture = items[index];
        return (
          picture && (
            <PictureCell
              key={picture.id}
              picture={picture}
              index={index}
              column={place["aria-colindex"] - 1}
              width={width}
              isActive={place.tabIndex === 0}
            />
          )
        );
      }}
    />
  );
}

/** Names days as seen at `now`, each moment once. */
function daysAt(now: Date): (madeAt: string) => string {
  const known = new Map<string, string>();
  return (madeAt) => {
    const words = known.get(madeAt) ?? dayWords(new Date(madeAt), now);
    known.set(madeAt, words);
    return words;
  };
}
