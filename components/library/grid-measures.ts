import type { GridLayout } from "@/components/grid/layout";

/** How the cells of the library lie, in pixels: all of one size. */
export interface GridMeasures {
  columns: number;
  /** A picture's side. */
  side: number;
  gap: number;
  /** From the top of a row to the top of the next. */
  rowHeight: number;
}

/** What stands under a picture. */
const captionHeight = 40;

/** The grid in a box of this width: pictures of some 150 pixels, two in a row on a phone; they fill it to the pixel. */
export function measuresOf(width: number): GridMeasures {
  const gap = width < 520 ? 8 : 12;
  const columns = Math.max(2, Math.floor((width + gap) / (150 + gap)));
  const side = Math.max(1, (width - (columns - 1) * gap) / columns);
  return { columns, side, gap, rowHeight: Math.ceil(side) + captionHeight + gap };
}

function rowsOf({ columns }: GridMeasures, count: number): number {
  return Math.ceil(count / columns);
}

/** How so many cells lie. */
export function layoutOf(measures: GridMeasures, count: number): GridLayout {
  const { columns, side, gap, rowHeight: height } = measures;
  return {
    columns,
    gap,
    headingHeight: 0,
    rowCount: rowsOf(measures, count),
    row: (row) => ({
      from: row * columns,
      to: Math.min(count, (row + 1) * columns),
      height,
      heading: null,
    }),
    rowOf: (index) => Math.floor(index / columns),
    widthOf: () => side,
    middleOf: (index) => (index % columns) * (side + gap) + side / 2,
  };
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
