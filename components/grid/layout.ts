/** How the cells of a grid lie, in pixels: in rows, one after the other, some with a heading above them. */
export interface GridLayout {
  /** The most cells that a row has. */
  columns: number;
  gap: number;
  /** How tall a heading is, where rows have any. */
  headingHeight: number;
  rowCount: number;
  row: (row: number) => GridRow;
  /** The row that a cell is in. */
  rowOf: (index: number) => number;
  widthOf: (index: number) => number;
  /** How far a cell's middle is from the left. */
  middleOf: (index: number) => number;
}

/** The cells from one index up to another, which is not in it. */
export interface GridRow {
  from: number;
  to: number;
  /** From its top, heading included, to the top of the next. */
  height: number;
  heading: string | null;
  /** How wide the empty cells are that follow, where the row ends before the box does. */
  spare?: readonly number[];
}

/** What a key that moves is called. */
type MoveKey = keyof typeof moves;

/** The cell that a key leads to from another, where so many rows are in sight; it may be behind the last one. */
type MoveTo = (layout: GridLayout, at: number, rows: number) => number;

const moves = {
  ArrowLeft: (_layout, at) => at - 1,
  ArrowRight: (_layout, at) => at + 1,
  ArrowUp: (layout, at) => (layout.rowOf(at) === 0 ? at : under(layout, at, -1)),
  ArrowDown: (layout, at) => under(layout, at, 1),
  PageUp: (layout, at, rows) => under(layout, at, -Math.max(1, rows)),
  PageDown: (layout, at, rows) => under(layout, at, Math.max(1, rows)),
  Home: (layout, at) => layout.row(layout.rowOf(at)).from,
  End: (layout, at) => layout.row(layout.rowOf(at)).to - 1,
} as const satisfies Record<string, MoveTo>;

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
  { layout, shownRows, count }: { layout: GridLayout; shownRows: number; count: number },
): number {
  if (isFar && key === "Home") return 0;
  if (isFar && key === "End") return count - 1;
  return Math.min(count - 1, Math.max(0, moves[key](layout, at, shownRows)));
}

/** The nearest cell so many rows below; none where there is no such row, and the first row's where there is none above. */
function under(layout: GridLayout, at: number, rows: number): number {
  const row = Math.max(0, layout.rowOf(at) + rows);
  if (row >= layout.rowCount) return Infinity;
  const { from, to } = layout.row(row);
  const away = (index: number) => Math.abs(layout.middleOf(index) - layout.middleOf(at));
  let nearest = from;
  for (let index = from + 1; index < to; index += 1) if (away(index) < away(nearest)) nearest = index;
  return nearest;
}

/** The index of the cell that something lies in. */
export function indexOfCell(target: EventTarget): number | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>("[data-index]") : null;
  return cell ? Number(cell.dataset["index"]) : null;
}
