import type { Job, Operation } from "@/lib/jobs/job";
import type { LibraryInput } from "@/lib/jobs/library";
import type { PictureRange } from "@/lib/providers/provider";
import { missedLinks } from "./image-tags-rows";

/** Codes of failures after which a file is halved: it was too much for its provider, or for the way there. */
export const halvedAfter: readonly string[] = ["queue_full", "too_slow"];

/** What is smaller than this, as a part of a file, is not halved any more: it is only asked for again. */
const smallest = 1 / 64;

/** So many files take the pictures that one file has links to: 50,000 of at most 66 KB each, in 190 MB. */
const filesOfLinks = 18;

interface Range extends PictureRange {
  /** No part of it is smaller. */
  smallest: number;
}

/**
 * Which of a job's pictures each slot is for: as many as fill a file, and half of that wherever as much could not be taken
 * or sent. Where links could not be followed, the pictures themselves are sent, in as many files as they need. The left part
 * stays at its slot, the others are new ones behind all that there are, so that what has begun stays where it is. What an
 * attempt was refused counts for those after it.
 */
export function rangesOf(
  { files, isInline }: LibraryInput,
  { operations, attempt }: Pick<Job, "operations" | "attempt">,
): PictureRange[] {
  const ranges = Array.from({ length: Math.ceil(files) }, (_, from): Range => {
    return { from, to: Math.min(from + 1, files), isInline, smallest };
  });
  const ended = operations
    .filter((each) => each.attempt < attempt)
    .toSorted((a, b) => a.attempt - b.attempt || endOf(a) - endOf(b) || a.slot - b.slot);
  for (const operation of ended) {
    const range = ranges[operation.slot];
    const [first, ...others] = range ? partsOf(range, operation) : [];
    if (first) ranges[operation.slot] = first;
    ranges.push(...others);
  }
  return ranges.map(({ smallest: _smallest, ...range }) => range);
}

/** What becomes of a range by how work on it ended, from left to right; the range itself where that says nothing of it. */
function partsOf(range: Range, operation: Operation): Range[] {
  const width = range.to - range.from;
  if (!range.isInline && missedLinks(operation)) {
    const inside = { ...range, isInline: true, smallest: smallest / filesOfLinks };
    return parted(inside, Math.ceil(width * filesOfLinks));
  }
  const isTooMuch = halvedAfter.includes(operation.error?.code ?? "");
  return parted(range, isTooMuch && width >= 2 * range.smallest ? 2 : 1);
}

function parted(range: Range, count: number): Range[] {
  const end = (part: number) => range.from + ((range.to - range.from) * part) / count;
  return Array.from({ length: count }, (_, part): Range => {
    return { ...range, from: end(part), to: part + 1 === count ? range.to : end(part + 1) };
  });
}

function endOf({ endedAt }: Operation): number {
  return endedAt?.getTime() ?? 0;
}
