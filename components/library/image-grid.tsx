"use client";
import { useRef, type MouseEvent } from "react";
import { chosenOf, isChosen, type Selection } from "@/hooks/selection";
import type { AssetView } from "@/lib/jobs/asset-view";
import { ImageCell } from "./image-cell";
import { measuresOf, rowsOf, type Area, type GridMeasures } from "./grid-measures";
import { useActiveCell } from "./use-active-cell";
import { useChoosing } from "./use-choosing";
import { useGridFocus } from "./use-grid-focus";
import { useGridKeys } from "./use-grid-keys";
import { barHeight, useGridRows } from "./use-grid-rows";
import { useLongPress } from "./use-long-press";
import { useMarquee } from "./use-marquee";
import { usePlace } from "./use-place";

interface Props {
  items: readonly AssetView[];
  /** How many there are with those that have not been asked for. */
  total: number;
  selection: Selection;
  onSelection: (selection: Selection) => void;
  onOpen: (index: number) => void;
  onDelete: () => void;
  /** Asks for the images up to this one. */
  want: (count: number) => void;
}

/** All images as a contact sheet. Whatever is out of sight is not in the page. */
export function ImageGrid(props: Props) {
  const box = useRef<HTMLDivElement>(null);
  const place = usePlace(box);
  return (
    <div ref={box}>{place && <Rows {...props} measures={measuresOf(place.width)} top={place.top} />}</div>
  );
}

function Rows({
  items,
  total,
  selection,
  measures,
  top,
  ...on
}: Props & { measures: GridMeasures; top: number }) {
  const { columns, side, gap, rowHeight } = measures;
  const grid = useRef<HTMLDivElement>(null);
  const active = useActiveCell(items, total);
  const activeRow = Math.floor(active.index / columns);
  const rowCount = rowsOf(measures, total);

  const virtualizer = useGridRows({ rowCount, activeRow, top, measures, want: on.want });

  const isChoosing = chosenOf(selection, total) > 0;
  const focus = useGridFocus(grid, active.index, isChoosing);

  const choosing = useChoosing({ items, measures, selection, onSelection: on.onSelection });
  const longPress = useLongPress((target) => {
    const index = indexOf(target);
    if (index === null) return;
    active.move(index);
    choosing.toggle(index);
  });
  const isDrawn = useRef(false);
  const marquee = useMarquee(grid, {
    onBegin: choosing.beginArea,
    onArea: choosing.area,
    onDrawn: () => {
      isDrawn.current = true;
    },
  });

  const onClick = (event: MouseEvent) => {
    const wasDrawn = isDrawn.current;
    isDrawn.current = false;
    if (longPress.isOver() || wasDrawn) return;
    const index = indexOf(event.target);
    if (index === null || !items[index]) return;
    active.move(index);
    const isOnCheck = event.target instanceof Element && event.target.closest("[data-check]") !== null;
    if (event.shiftKey) choosing.extend(index);
    else if (isChoosing || isOnCheck || event.ctrlKey || event.metaKey) choosing.toggle(index);
    else on.onOpen(index);
  };

  const open = (index: number) => {
    if (items[index]) on.onOpen(index);
  };
  const onKeyDown = useGridKeys({
    active: active.index,
    columns,
    shownRows: () => Math.floor((window.innerHeight - barHeight) / rowHeight),
    total,
    isChoosing,
    choosing,
    go: (to) => {
      active.move(to);
      focus.want(to);
      virtualizer.scrollToIndex(Math.floor(to / columns));
    },
    onOpen: open,
    onSelection: on.onSelection,
    onDelete: on.onDelete,
  });

  return (
    <>
      <p id="grid-keys" className="sr-only">
        Arrow keys move, Space chooses, Shift with an arrow key chooses as it moves, Home and End go to the
        ends of a row and with Control to those of all images, Enter opens, Escape lets go.
      </p>
      <div
        ref={grid}
        role="grid"
        tabIndex={-1}
        aria-label="Images"
        aria-describedby="grid-keys"
        aria-multiselectable="true"
        aria-rowcount={rowCount}
        aria-colcount={columns}
        onKeyDown={onKeyDown}
        onBlur={focus.left}
        onFocus={({ target }) => {
          focus.came(target);
          const index = indexOf(target);
          if (index !== null && index !== active.index) active.move(index);
        }}
        onClick={onClick}
        {...longPress.handlers}
        onPointerDown={(event) => {
          isDrawn.current = false;
          longPress.handlers.onPointerDown(event);
          marquee.onPointerDown(event);
        }}
        style={{ height: virtualizer.getTotalSize() }}
        className="relative touch-manipulation outline-none select-none [-webkit-touch-callout:none]"
      >
        {virtualizer.getVirtualItems().map((row) => (
          <div
            key={row.key}
            // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- A table's rows cannot lie where they are put.
            role="row"
            aria-rowindex={row.index + 1}
            className="absolute inset-x-0 top-0 grid"
            style={{
              transform: `translateY(${row.start - top}px)`,
              gridTemplateColumns: `repeat(${columns}, ${side}px)`,
              gap,
            }}
          >
            {Array.from({ length: Math.min(columns, total - row.index * columns) }, (_, column) => {
              const index = row.index * columns + column;
              const asset = items[index];
              return (
                <ImageCell
                  key={asset?.id ?? `place-${index}`}
                  asset={asset}
                  index={index}
                  column={column}
                  side={side}
                  isChosen={asset !== undefined && isChosen(selection, asset.id)}
                  isActive={index === active.index}
                  isChoosing={isChoosing}
                />
              );
            })}
          </div>
        ))}
        {marquee.area && <Drawn area={marquee.area} />}
      </div>
    </>
  );
}

/** The rectangle that a mouse draws. */
function Drawn({ area: { fromX, fromY, toX, toY } }: { area: Area }) {
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute rounded-frame border border-edge bg-edge/15"
      style={{
        left: Math.min(fromX, toX),
        top: Math.min(fromY, toY),
        width: Math.abs(toX - fromX),
        height: Math.abs(toY - fromY),
      }}
    />
  );
}

/** The index of the cell that something lies in. */
function indexOf(target: EventTarget): number | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>("[data-index]") : null;
  return cell ? Number(cell.dataset["index"]) : null;
}
