import type { GridLayout, GridRow } from "@/components/grid/layout";
import type { PictureView } from "@/lib/jobs/picture-view";

type Placed = Pick<PictureView, "jobId" | "ratio" | "madeAt">;

/** Pictures by their indices, from one up to another, which is not in it. */
interface Run {
  from: number;
  to: number;
}

const headingHeight = 60;
/** So much taller than usual a row may be that is to be full. */
const tallest = 1.4;

/** How tall a row of pictures is about to be in a box of this width, and what lies between two, in pixels. */
function measuresOf(width: number) {
  return width < 520 ? { height: 220, gap: 8 } : { height: 310, gap: 14 };
}

/**
 * All pictures in rows as wide as the box, none of them cut and each day under its heading. What is there already stays where
 * it is as more come behind it, but for the last block of rows.
 */
export function galleryLayout(
  width: number,
  pictures: readonly Placed[],
  dayOf: (madeAt: string) => string,
): GridLayout {
  const { height, gap } = measuresOf(width);
  const middles: number[] = [];
  const widths: number[] = [];
  const rowOf: number[] = [];
  const rows: GridRow[] = [];
  for (const day of daysIn(pictures, dayOf)) {
    for (const block of blocksIn(day, pictures, (1.5 * width) / height)) {
      for (const { from, to } of rowsIn(block, pictures, width / height)) {
        const ratio = sumOf({ from, to }, pictures);
        const full = (width - (to - from - 1) * gap) / ratio;
        const tall = Math.min(full, tallest * height);
        let left = 0;
        for (let index = from; index < to; index += 1) {
          const wide = Math.floor(tall * ratioOf(pictures[index]));
          widths.push(wide);
          middles.push(left + wide / 2);
          rowOf.push(rows.length);
          left += wide + gap;
        }
        const heading = from === day.from ? dayOf(pictures[from]?.madeAt ?? "") : null;
        const above = heading === null ? 0 : headingHeight;
        rows.push({ from, to, heading, height: Math.ceil(tall) + gap + above });
      }
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

const ratioOf = (picture: Placed | undefined): number => Math.min(3, Math.max(1 / 3, picture?.ratio ?? 1));

function sumOf({ from, to }: Run, pictures: readonly Placed[]): number {
  return pictures.slice(from, to).reduce((sum, each) => sum + ratioOf(each), 0);
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
function blocksIn(day: Run, pictures: readonly Placed[], enough: number): Run[] {
  const blocks: Run[] = [];
  for (const job of runsOf(day, (index) => pictures[index]?.jobId ?? "")) {
    const last = blocks.at(-1);
    if (last && sumOf(last, pictures) < enough) last.to = job.to;
    else blocks.push(job);
  }
  return blocks;
}

/** A block in rows that are as even as its pictures allow; `usual` is how wide a row is, by its height. */
function rowsIn(block: Run, pictures: readonly Placed[], usual: number): Run[] {
  const sum = sumOf(block, pictures);
  const each = sum / Math.max(1, Math.round(sum / usual));
  const middleOf = (index: number) =>
    sumOf({ from: block.from, to: index }, pictures) + ratioOf(pictures[index]) / 2;
  return runsOf(block, (index) => String(Math.floor(middleOf(index) / each)));
}
