/** Pictures by their indices, from one up to another, which is not in it. */
export interface Run {
  from: number;
  to: number;
}

/** From so wide on, by its height, a picture lies across both columns. */
const wide = 1.2;

/** Rows of a narrow box: what is wide has one to itself, the others lie two by two, and one that is left over has a row as well. */
export function inPairs(ratios: readonly number[], { from, to }: Run): Run[] {
  const rows: Run[] = [];
  const isWide = (index: number) => (ratios[index] ?? 1) >= wide;
  for (let at = from; at < to;) {
    const isPair = at + 1 < to && !isWide(at) && !isWide(at + 1);
    rows.push({ from: at, to: at + (isPair ? 2 : 1) });
    at += isPair ? 2 : 1;
  }
  return rows;
}

interface Box {
  width: number;
  /** How tall a row is about to be. */
  height: number;
  gap: number;
}

/** So much worse than a full row is a last one that is not, where all of it is empty. */
const holeCost = 0.6;

/** The rows of a block that are together the nearest to the usual height. Each is full, but for the last one where it `mayEnd` early. */
export function justified(ratios: readonly number[], block: Run, box: Box, mayEnd: boolean): Run[] {
  /** By where rows end: the best way there, and where its last row begins. */
  const best = [{ cost: 0, from: block.from }];
  for (let to = block.from + 1; to <= block.to; to += 1) {
    let least = { cost: Infinity, from: to - 1 };
    let sum = 0;
    for (let from = to - 1; from >= block.from; from -= 1) {
      sum += ratios[from] ?? 1;
      const room = box.width - (to - from - 1) * box.gap;
      // So many lie in no row; a single one does, wherever it has to.
      if (room / sum < box.height / 3 && to - from > 1) break;
      const before = best[from - block.from]?.cost ?? Infinity;
      const cost = before + costOf(room / sum, box, mayEnd && to === block.to);
      if (cost < least.cost) least = { cost, from };
    }
    best.push(least);
  }
  const rows: Run[] = [];
  for (let to = block.to; to > block.from; to = rows[0]?.from ?? block.from)
    rows.unshift({ from: best[to - block.from]?.from ?? to - 1, to });
  return rows;
}

/** How far from the usual a row is that is so tall once it is full: twice as tall is as bad as half as tall. */
function costOf(full: number, { height }: Box, isLast: boolean): number {
  const away = Math.log(full / height) ** 2;
  return isLast && full > height ? Math.min(away, holeCost * (1 - height / full)) : away;
}
