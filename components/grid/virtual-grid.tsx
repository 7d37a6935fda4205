"use client";
import {
  useImperativeHandle,
  useMemo,
  useRef,
  type HTMLAttributes,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from "react";
import { GridRows, type RenderCell } from "./grid-rows";
import { indexOfCell, isMoveKey, moved, type GridLayout } from "./layout";
import { useActiveCell, type IdAt } from "./use-active-cell";
import { useGridFocus } from "./use-grid-focus";
import { barHeight, useGridRows } from "./use-grid-rows";
import { usePlace } from "./use-place";

/** What a key is about: the cell that has the focus, and the one that it leads to, if it leads to any. */
export interface GridKey {
  at: number;
  to: number | null;
}

/** How others lead through the grid. */
export interface GridGuide {
  /** Has Tab lead to a cell. */
  point: (to: number) => void;
  /** Puts the focus on it too, and has it come into sight. */
  go: (to: number) => void;
}

interface Props {
  label: string;
  /** What the keys do, for whoever cannot see it. */
  keys: string;
  /** How the cells lie in a box of this width: another function only where they lie otherwise. */
  layoutIn: (width: number) => GridLayout;
  /** How many cells there are, with those whose contents have not been asked for. */
  total: number;
  idAt: IdAt;
  renderCell: RenderCell;
  /** Asks for what belongs into the cells up to this one. */
  want: (count: number) => void;
  /** Hears of each key first, and answers whether that is all that it does. */
  onKey: (event: KeyboardEvent, key: GridKey) => boolean;
  grid: RefObject<HTMLDivElement | null>;
  guide: RefObject<GridGuide | null>;
  /** Something beside the grid takes the focus now and then: when it goes, the focus comes back. */
  hasBar?: boolean;
  /** What else it listens to, and says of itself. */
  holds?: HTMLAttributes<HTMLDivElement>;
  /** What lies over it. */
  children?: (layout: GridLayout) => ReactNode;
}

/** A grid as long as it likes: whatever is out of sight is not in the page. The keys lead through it, and Tab past it. */
export function VirtualGrid({ layoutIn, ...props }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const place = usePlace(box);
  const width = place?.width;
  const layout = useMemo(() => (width === undefined ? null : layoutIn(width)), [layoutIn, width]);
  return <div ref={box}>{place && layout && <Grid {...props} layout={layout} top={place.top} />}</div>;
}

function Grid(props: Omit<Props, "layoutIn"> & { layout: GridLayout; top: number }) {
  const { layout, top, total, idAt, want, grid, guide, hasBar = false } = props;
  const active = useActiveCell(idAt, total);
  const activeRow = layout.rowOf(active.index);
  const { rows, after, show } = useGridRows({ layout, activeRow, top, want });
  const focus = useGridFocus(grid, active.index, hasBar);
  const shownRows = () => Math.floor((window.innerHeight - barHeight) / layout.row(activeRow).height);

  const go = (to: number) => {
    active.move(to);
    focus.want(to);
    show(layout.rowOf(to));
  };
  useImperativeHandle(guide, () => ({ point: active.move, go }));

  const onKeyDown = (event: KeyboardEvent) => {
    const { key, altKey, ctrlKey, metaKey } = event;
    const at = active.index;
    const sight = { layout, shownRows: shownRows(), count: total };
    const to = isMoveKey(key) && !altKey ? moved({ key, isFar: ctrlKey || metaKey }, at, sight) : null;
    const isAll = props.onKey(event, { at, to });
    if (!isAll && to !== null) go(to);
    if (isAll || to !== null) event.preventDefault();
  };

  return (
    <>
      <p id="grid-keys" className="sr-only">
        {props.keys}
      </p>
      <div
        {...props.holds}
        ref={grid}
        role="grid"
        tabIndex={-1}
        aria-label={props.label}
        aria-describedby="grid-keys"
        aria-rowcount={layout.rowCount}
        aria-colcount={layout.columns}
        onKeyDown={onKeyDown}
        onBlur={focus.left}
        onFocus={({ target }) => {
          focus.came(target);
          const index = indexOfCell(target);
          if (index !== null && index !== active.index) active.move(index);
        }}
        style={{ paddingBottom: after }}
        // Rows come and go above what is looked at, which stays where it is.
        className="relative flex flex-col [overflow-anchor:none] touch-manipulation outline-none select-none [-webkit-touch-callout:none]"
      >
        <GridRows rows={rows} layout={layout} active={active.index} renderCell={props.renderCell} />
        {props.children?.(layout)}
      </div>
    </>
  );
}
