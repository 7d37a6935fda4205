import type { ReactNode } from "react";
import type { VirtualItem } from "@tanstack/react-virtual";
import type { GridLayout } from "./layout";

/** Where a cell is, and whether Tab leads there: its element says so. */
export interface CellPlace {
  "data-index": number;
  "aria-colindex": number;
  tabIndex: 0 | -1;
}

/** Draws a cell: an element with the role of one, and this place. */
export type RenderCell = (index: number, place: CellPlace, width: number) => ReactNode;

interface Props {
  rows: readonly VirtualItem[];
  /** From the top of the page to the grid, in pixels. */
  top: number;
  layout: GridLayout;
  /** The cell that Tab leads to. */
  active: number;
  renderCell: RenderCell;
}

/** The rows that are in the page, each where it belongs. */
export function GridRows({ rows, top, layout, active, renderCell }: Props) {
  return rows.map(({ key, index: row, start }) => {
    const { from, to, heading } = layout.row(row);
    const cells = Array.from({ length: to - from }, (_, at) => from + at);
    return (
      <div
        key={key}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- A table's rows cannot lie where they are put.
        role="row"
        aria-rowindex={row + 1}
        className="absolute inset-x-0 top-0"
        style={{ transform: `translateY(${start - top}px)` }}
      >
        {heading !== null && (
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- As above.
          <div role="rowheader" style={{ height: layout.headingHeight }} className="flex items-end pb-3">
            <h2 className="font-serif text-2xl text-film-ink">{heading}</h2>
          </div>
        )}
        <div
          role="presentation"
          className="grid"
          style={{
            gridTemplateColumns: cells.map((index) => `${layout.widthOf(index)}px`).join(" "),
            gap: layout.gap,
          }}
        >
          {cells.map((index) =>
            renderCell(
              index,
              { "data-index": index, "aria-colindex": index - from + 1, tabIndex: index === active ? 0 : -1 },
              layout.widthOf(index),
            ),
          )}
        </div>
      </div>
    );
  });
}
