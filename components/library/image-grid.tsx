"use client";
import { useCallback, useRef, type MouseEvent } from "react";
import { indexOfCell, type GridLayout } from "@/components/grid/layout";
import { useLongPress } from "@/components/grid/use-long-press";
import { VirtualGrid, type GridGuide } from "@/components/grid/virtual-grid";
import { chosenOf, isChosen, type Selection } from "@/hooks/selection";
import type { AssetView } from "@/lib/jobs/asset-view";
import { layoutOf, measuresOf, type Area } from "./grid-measures";
import { ImageCell } from "./image-cell";
import { useChoosing } from "./use-choosing";
import { useGridKeys } from "./use-grid-keys";
import { useMarquee } from "./use-marquee";

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

const keys =
  "Arrow keys move, Space chooses, Shift with an arrow key chooses as it moves, Home and End go to the ends of a row and with Control to those of all images, Enter opens, Escape lets go.";

/** All images as a contact sheet, to be looked at and to be chosen. */
export function ImageGrid({ items, total, selection, want, ...on }: Props) {
  const grid = useRef<HTMLDivElement>(null);
  const guide = useRef<GridGuide>(null);
  const layoutIn = useCallback((width: number) => layoutOf(measuresOf(width), total), [total]);
  const isChoosing = chosenOf(selection, total) > 0;
  const measures = () => measuresOf(grid.current?.getBoundingClientRect().width ?? 0);
  const choosing = useChoosing({ items, measures, selection, onSelection: on.onSelection });
  const longPress = useLongPress((target) => {
    const index = indexOfCell(target);
    if (index === null) return;
    guide.current?.point(index);
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

  const open = (index: number) => {
    if (items[index]) on.onOpen(index);
  };
  const onClick = (event: MouseEvent) => {
    const wasDrawn = isDrawn.current;
    isDrawn.current = false;
    if (longPress.isOver() || wasDrawn) return;
    const index = indexOfCell(event.target);
    if (index === null || !items[index]) return;
    guide.current?.point(index);
    const isOnCheck = event.target instanceof Element && event.target.closest("[data-check]") !== null;
    if (event.shiftKey) choosing.extend(index);
    else if (isChoosing || isOnCheck || event.ctrlKey || event.metaKey) choosing.toggle(index);
    else open(index);
  };
  const onKey = useGridKeys({
    isChoosing,
    choosing,
    onOpen: open,
    onSelection: on.onSelection,
    onDelete: on.onDelete,
  });
  return (
    <VirtualGrid
      label="Images"
      keys={keys}
      layoutIn={layoutIn}
      total={total}
      idAt={(index) => items[index]?.id}
      want={want}
      onKey={onKey}
      grid={grid}
      guide={guide}
      hasBar={isChoosing}
      holds={{
        "aria-multiselectable": true,
        onClick,
        ...longPress.handlers,
        onPointerDown: (event) => {
          isDrawn.current = false;
          longPress.handlers.onPointerDown(event);
          marquee.onPointerDown(event);
        },
      }}
      renderCell={(index, place, side) => {
        const asset = items[index];
        return (
          <ImageCell
            key={asset?.id ?? `place-${index}`}
            asset={asset}
            index={index}
            column={place["aria-colindex"] - 1}
            side={side}
            isChosen={asset !== undefined && isChosen(selection, asset.id)}
            isActive={place.tabIndex === 0}
            isChoosing={isChoosing}
          />
        );
      }}
    >
      {(layout) => (
        <>
          <Unexposed layout={layout} />
          {marquee.area && <Drawn area={marquee.area} />}
        </>
      )}
    </VirtualGrid>
  );
}

/** The rest of the last row: film on which nothing was exposed. */
function Unexposed({ layout }: { layout: GridLayout }) {
  const last = layout.rowCount - 1;
  const { from, to, height } = layout.row(last);
  const side = layout.widthOf(from);
  return Array.from({ length: layout.columns - (to - from) }, (_, at) => (
    <div
      key={at}
      aria-hidden
      className="pointer-events-none absolute rounded-frame border border-film-ink/6"
      style={{ left: (to - from + at) * (side + layout.gap), top: last * height, width: side, height: side }}
    />
  ));
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
