"use client";
import { laidOut, layOut, type Layout } from "@/components/sheet/columns";
import { Film } from "@/components/sheet/film";
import { cn } from "@/components/ui/cn";
import { errorSentence } from "@/hooks/api";
import { taggingOf } from "@/hooks/tagging-details";
import { useJobAssets } from "@/hooks/use-job-assets";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import { TagFrame, TagsToBe } from "./tag-frame";

/** So many images lie on the film; the rest are in the library. */
const mostFrames = 60;

/** The film of a tagging job: its first images, each with its tags under it. */
export function TagFilm({ job }: { job: JobView }) {
  const { total } = taggingOf(job);
  const { assets, error } = useJobAssets(job, { limit: mostFrames });
  const hidden = total - (assets?.length ?? total);
  const count = assets?.length ?? Math.min(total, mostFrames);
  const wide = layOut(count, [4, 3, 5]);
  const layouts = { narrow: layOut(count, [3, 2]), wide, widest: wide };
  return (
    // A few images lie on a film that is no longer than they are.
    <div
      className="mx-auto grid w-full grid-cols-[minmax(0,1fr)] gap-2.5"
      style={count < 4 ? { maxWidth: `${13 * count}rem` } : undefined}
    >
      <Film>
        {/* A job has more images than a page has room for, and its progress, and what is to be done with it, are to stay in sight. */}
        <ul
          aria-label="Images"
          // A keyboard has to be able to scroll it.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          style={laidOut.gridStyle(layouts)}
          className={cn(
            isTerminal(job.status) ? "max-h-[min(46rem,80dvh)]" : "max-h-[min(34rem,56dvh)]",
            "gap-x-1.5 gap-y-3 overflow-y-auto px-2.5 [scrollbar-color:var(--hole)_transparent] focus-visible:-outline-offset-2 sm:gap-x-2.5 sm:px-4.5",
            laidOut.grid,
          )}
        >
          {assets
            ? assets.map((asset, index) => (
                <li key={asset.assetId} className={laidOut.cell} style={laidOut.cellStyle(layouts, index)}>
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
                  className={laidOut.cell}
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
      {hidden > 0 && (
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
