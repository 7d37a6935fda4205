/** How the cells of the grid lie, in pixels. */
export interface GridMeasures {
  columns: number;
  /** A picture's side. */
  side: number;
  gap: number;
  /** From the top of a row to the top of the next. */
  rowHeight: number;
}

/** What stands under a picture. */
const captionHeight = 46;

/** The grid in a box of this width: pictures of some 150 pixels, three in a row on a phone. */
export function measuresOf(width: number): GridMeasures {
  const gap = width < 520 ? 8 : 12;
  const columns = Math.max(3, Math.floor((width + gap) / (150 + gap)));
  const side = Math.max(1, Math.floor((width - (columns - 1) * gap) / columns));
  return { columns, side, gap, rowHeight: side + captionHeight + gap };
}

export function rowsOf({ columns }: GridMeasures, count: number): number {
  return Math.ceil(count / columns);
}

/** A rectangle by two of its corners, from the grid's upper left. */
export interface Area {
  fromX: number;
  fromY: number;
  toX: number;
  toY: number;
}

/** The indices of the cells that an area touches, of `count`. What scrolled out of sight counts too. */
export function cellsIn(measures: GridMeasures, area: Area, count: number): number[] {
  const { columns, side, gap, rowHeight } = measures;
  const [left, right] = [Math.min(area.fromX, area.toX), Math.max(area.fromX, area.toX)];
  const [top, bottom] = [Math.min(area.fromY, area.toY), Math.max(area.fromY, area.toY)];
  const cells: number[] = [];
  const lastRow = Math.min(rowsOf(measures, count) - 1, Math.floor(bottom / rowHeight));
  for (let row = Math.max(0, Math.floor((top + gap) / rowHeight)); row <= lastRow; row++) {
    for (let column = 0; column < columns; column++) {
      const x = column * (side + gap);
      const index = row * columns + column;
      if (index < count && x <= right && x + side >= left) cells.push(index);
    }
  }
  return cells;
}

/** What a key that moves is called. */
export type MoveKey = keyof typeof moves;

const moves = {
  ArrowLeft: (at: number) => at - 1,
  ArrowRight: (at: number) => at + 1,
  ArrowUp: (at: number, columns: number) => (at < columns ? at : at - columns),
  ArrowDown: (at: number, columns: number) => at + columns,
  PageUp: (at: number, columns: number, rows: number) =>
    Math.max(at % columns, at - columns * Math.max(1, rows)),
  PageDown: (at: number, columns: number, rows: number) => at + columns * Math.max(1, rows),
  Home: (at: number, columns: number) => at - (at % columns),
  End: (at: number, columns: number) => at - (at % columns) + columns - 1,
} as const satisfies Record<string, (at: number, columns: number, rows: number) => number>;

export function isMoveKey(key: string): key is MoveKey {
  return Object.hasOwn(moves, key);
}

/** A key that moves; `isFar` with Ctrl or Command. */
export interface Move {
  key: MoveKey;
  isFar: boolean;
}

/** The index that a key leads to from another, of `count` cells of which `shownRows` rows are in sight. */
export function moved(
  { key, isFar }: Move,
  at: number,
  { columns, shownRows, count }: { columns: number; shownRows: number; count: number },
): number {
  if (isFar && key === "Home") return 0;
  if (isFar && key === "End") return count - 1;
  return Math.min(count - 1, Math.max(0, moves[key](at, columns, shownRows)));
}
