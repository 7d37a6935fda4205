import type { ReactNode } from "react";
import type { GridLayout } from "./layout";
import type { DrawnRow } from "./sight";

/** Where a cell is, and whether Tab leads there: its element says so. */
export interface CellPlace {
  "data-index": number;
  "aria-colindex": number;
  tabIndex: 0 | -1;
}

/** Draws a cell: an element with the role of one, and this place. */
export type RenderCell = (index: number, place: CellPlace, width: number) => ReactNode;

interface Props {
  rows: readonly DrawnRow[];
  layout: GridLayout;
  /** The cell that Tab leads to. */
  active: number;
  renderCell: RenderCell;
}

/**
 * The rows that are in the page, one under the other: whatever they are laid out for, none lies over another, and none is wider
 * than the grid.
 */
export function GridRows({ rows, layout, active, renderCell }: Props) {
  return rows.map(({ row, before }) => {
    const { from, to, height, heading, spare = [] } = layout.row(row);
    const cells = Array.from({ length: to - from }, (_, at) => from + at);
    return (
      <div
        key={row}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- A table cannot have rows out of sight.
        role="row"
        aria-rowindex={row + 1}
        style={{ marginTop: before, minHeight: height, paddingBottom: layout.gap }}
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
            gridTemplateColumns: [...cells.map(layout.widthOf), ...spare]
              .map((width) => `minmax(0, ${width}px)`)
              .join(" "),
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
          {spare.map((_, at) => (
            <div key={at} aria-hidden className="rounded-frame border border-film-ink/8" />
          ))}
        </div>
      </div>
    );
  });
}
