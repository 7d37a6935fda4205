import type { GridLayout, GridRow } from "@/components/grid/layout";
import type { PictureView } from "@/lib/jobs/picture-view";
import { inPairs, justified, type Run } from "./gallery-rows";

type Placed = Pick<PictureView, "jobId" | "ratio" | "madeAt">;

const headingHeight = 60;

/** How tall a row of pictures is about to be in a box of this width, and what lies between two, in pixels: a screen has two rows of them. */
function measuresOf(width: number) {
  return width < 520 ? { height: 220, gap: 8 } : { height: Math.min(310, 100 + width / 5), gap: 14 };
}

/**
 * All pictures in rows as wide as the box, none of them cut and each day under its heading; only a day's last row may end before
 * the box does. A narrow box has two columns, and what is wide lies across both. What is there already stays where it is as more
 * come behind it, but for the last block of rows. What such a row leaves free is the outlines of frames.
 */
export function galleryLayout(
  width: number,
  pictures: readonly Placed[],
  dayOf: (madeAt: string) => string,
): GridLayout {
  const { height, gap } = measuresOf(width);
  const ratios = pictures.map(({ ratio }) => shownRatio(ratio));
  const isNarrow = width < 520;
  const middles: number[] = [];
  const widths: number[] = [];
  const rowOf: number[] = [];
  const rows: GridRow[] = [];
  for (const day of daysIn(pictures, dayOf)) {
    const box = { width, height, gap };
    const blocks = isNarrow ? [day] : blocksIn(day, pictures, ratios, (1.5 * width) / height);
    const runs = blocks.flatMap((block) =>
      isNarrow ? inPairs(ratios, block) : justified(ratios, block, box, block.to === day.to),
    );
    let above = Infinity;
    for (const { from, to } of runs) {
      const full = (width - (to - from - 1) * gap) / sumOf({ from, to }, ratios);
      const tall =
        to === day.to
          ? Math.min(full, lastHeight(box, to - from, ratios[from]), isNarrow ? full : above)
          : full;
      above = tall;
      let left = 0;
      for (let index = from; index < to; index += 1) {
        const wide = tall * (ratios[index] ?? 1);
        widths.push(wide);
        middles.push(left + wide / 2);
        rowOf.push(rows.length);
        left += wide + gap;
      }
      const heading = from === day.from ? dayOf(pictures[from]?.madeAt ?? "") : null;
      const spare = spareIn(width - left, tall, gap);
      rows.push({ from, to, heading, height: tall + gap + (heading === null ? 0 : headingHeight), spare });
    }
  }
  return {
    columns: Math.max(1, ...rows.map(({ from, to }) => to - from)),
    gap,
    headingHeight,
    rowCount: rows.length,
    row: (row) => rows[row] ?? { from: 0, to: 0, height: 0, heading: null },
    rowOf: (index) => rowOf[index] ?? 0,
    widthOf: (index) => widths[index] ?? 0,
    middleOf: (index) => middles[index] ?? 0,
  };
}

/** Width by height of a picture as it hangs here: what is longer than three to one is cut to that. */
export function shownRatio(ratio: number): number {
  return Math.min(3, Math.max(1 / 3, ratio));
}

/** How tall a day's last row may be at most, besides what is above it: about as tall as any, or on a phone as one column makes it. */
function lastHeight(box: { width: number; height: number; gap: number }, count: number, first = 1): number {
  if (box.width >= 520) return box.height;
  return count === 1 && first < 1.2 ? (box.width - box.gap) / 2 / first : Infinity;
}

/** Portraits of about the usual shape that fill so much of a row; none where a sliver is left. */
function spareIn(free: number, tall: number, gap: number): number[] {
  if (free < tall / 3) return [];
  const count = Math.max(1, Math.round((free + gap) / (tall * 0.75 + gap)));
  return Array.from({ length: count }, () => (free - (count - 1) * gap) / count);
}

function sumOf({ from, to }: Run, ratios: readonly number[]): number {
  return ratios.slice(from, to).reduce((sum, each) => sum + each, 0);
}

/** Neighbours of which the same is said. */
function runsOf({ from, to }: Run, said: (index: number) => string): Run[] {
  const runs: Run[] = [];
  for (let index = from; index < to; index += 1) {
    const last = runs.at(-1);
    if (last && said(index) === said(last.from)) last.to = index + 1;
    else runs.push({ from: index, to: index + 1 });
  }
  return runs;
}

function daysIn(pictures: readonly Placed[], dayOf: (madeAt: string) => string): Run[] {
  return runsOf({ from: 0, to: pictures.length }, (index) => dayOf(pictures[index]?.madeAt ?? ""));
}

/** Whole jobs of a day together, until they are as wide as `enough`, by their height: the rows of a block are filled evenly. */
function blocksIn(day: Run, pictures: readonly Placed[], ratios: readonly number[], enough: number): Run[] {
  const blocks: Run[] = [];
  for (const job of runsOf(day, (index) => pictures[index]?.jobId ?? "")) {
    const last = blocks.at(-1);
    if (last && sumOf(last, ratios) < enough) last.to = job.to;
    else blocks.push(job);
  }
  return blocks;
}
