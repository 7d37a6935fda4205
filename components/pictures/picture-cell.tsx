"use client";
import { memo } from "react";
import type { PictureView } from "@/lib/jobs/picture-view";
import { FilmCell } from "./film-cell";
import { shownRatio } from "./gallery-layout";
import { captionOf } from "./picture-words";
import { SmallPicture } from "./small-picture";

interface Props {
  picture: PictureView;
  index: number;
  column: number;
  /** In pixels. */
  width: number;
  /** Whether Tab leads here. */
  isActive: boolean;
}

/** One picture of the gallery, or a film that plays while a mouse rests on it. What is done with it, the grid hears. */
export const PictureCell = memo(function PictureCell({ picture, index, column, width, isActive }: Props) {
  return (
    <div
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- A table cannot have rows out of sight.
      role="gridcell"
      aria-label={captionOf(picture)}
      data-index={index}
      aria-colindex={column + 1}
      tabIndex={isActive ? 0 : -1}
      className="group relative min-w-0 cursor-pointer overflow-hidden rounded-frame bg-ghost focus-visible:outline-offset-2 focus-visible:outline-edge"
      style={{ aspectRatio: shownRatio(picture.ratio) }}
    >
      {picture.posterUrl === null ? (
        <SmallPicture address={picture.url} width={width} />
      ) : (
        <FilmCell url={picture.url} posterUrl={picture.posterUrl} width={width} />
      )}
      <span
        aria-hidden
        className="pointer-events-none absolute inset-x-0 bottom-0 truncate bg-linear-to-t from-black/80 to-transparent px-2.5 pt-7 pb-2 text-[0.8125rem] text-white opacity-0 transition-opacity group-hover:opacity-100 group-focus-visible:opacity-100"
      >
        {picture.title}
      </span>
    </div>
  );
});
