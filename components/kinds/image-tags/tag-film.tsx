"use client";
import { useState } from "react";
import { laidOut, layOut, type Layout } from "@/components/sheet/columns";
import { Film } from "@/components/sheet/film";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { errorSentence } from "@/hooks/api";
import { taggingOf } from "@/hooks/tagging-details";
import { useJobAssets } from "@/hooks/use-job-assets";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import { TagFrame, TagsToBe } from "./tag-frame";

/** So many images lie on the film; the rest are in the library. */
const mostFrames = 60;

/** So many of a job that is over lie there at first, on a phone and where there is more room: full rows. */
const few = { narrow: 8, wide: 24 } as const;

/** The film of a tagging job: its first images, each with its tags under it. */
export function TagFilm({ job }: { job: JobView }) {
  const { total } = taggingOf(job);
  const { assets, error } = useJobAssets(job, { limit: mostFrames });
  const hidden = total - (assets?.length ?? total);
  const count = assets?.length ?? Math.min(total, mostFrames);
  const isOver = isTerminal(job.status);
  const [isAll, setIsAll] = useState(false);
  const isFolded = isOver && !isAll;
  const fold = (most: number) => (isFolded ? Math.min(count, most) : count);
  const shown = { narrow: fold(few.narrow), wide: fold(few.wide) };
  const wide = layOut(shown.wide, [4, 3, 5]);
  const layouts = { narrow: layOut(shown.narrow, [3, 2]), wide, widest: wide };
  const cellAt = (index: number) =>
    cn(laidOut.cell, index >= shown.wide ? "hidden" : index >= shown.narrow && "max-sm:hidden");
  return (
    // A few images lie on a film that is no longer than they are.
    <div
      className="mx-auto grid w-full grid-cols-[minmax(0,1fr)] gap-2.5"
      style={count < 4 ? { maxWidth: `${13 * count}rem` } : undefined}
    >
      <Film>
        <ul
          aria-label="Images"
          // A keyboard has to be able to scroll it.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={isOver ? undefined : 0}
          style={laidOut.gridStyle(layouts)}
          className={cn(
            // A job has more images than a page has room for, and its progress is to stay in sight.
            !isOver && "max-h-[min(34rem,56dvh)] overflow-y-auto",
            "gap-x-1.5 gap-y-3 px-2.5 [scrollbar-color:var(--hole)_transparent] focus-visible:-outline-offset-2 sm:gap-x-2.5 sm:px-4.5",
            laidOut.grid,
          )}
        >
          {assets
            ? assets.map((asset, index) => (
                <li key={asset.assetId} className={cellAt(index)} style={laidOut.cellStyle(layouts, index)}>
                  <TagFrame
                    asset={asset}
                    number={index + 1}
                    shares={{ narrow: shareAt(layouts.narrow, index), wide: shareAt(wide, index) }}
                  />
                </li>
              ))
            : Array.from({ length: Math.min(total, mostFrames) }, (_, index) => (
                <li
                  key={index}
                  aria-hidden
                  className={cellAt(index)}
                  style={laidOut.cellStyle(layouts, index)}
                >
                  <div className="aspect-square rounded-frame bg-ghost" />
                  <div className="mt-1.5 min-h-[1lh] text-[0.78125rem] leading-snug">
                    <TagsToBe number={index + 1} />
                  </div>
                </li>
              ))}
        </ul>
      </Film>
      {!assets && error !== undefined && <p className="px-1 text-sm text-soft">{errorSentence(error)}</p>}
      {isOver && count > few.narrow && (
        <Button
          size="sm"
          aria-expanded={isAll}
          onClick={() => setIsAll(!isAll)}
          className={cn("justify-self-center", count <= few.wide && "sm:hidden")}
        >
          {isAll ? "Show fewer" : `Show all ${count}`}
        </Button>
      )}
      {hidden > 0 && !isFolded && (
        <p className="px-1 text-sm text-soft">
          The first {assets?.length.toLocaleString("en")} of {total.toLocaleString("en")}. All of them are in
          the library.
        </p>
      )}
    </div>
  );
}

/** What part of the width a frame takes. */
function shareAt({ columns, spans }: Layout, at: number): number {
  return (spans[at] ?? 1) / columns;
}
