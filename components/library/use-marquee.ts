"use client";
import { useEffect, useEffectEvent, useState, type RefObject } from "react";
import type { Area } from "./grid-measures";

/** So far a mouse moves before it means to draw, in pixels. */
const leastPixels = 6;
/** So near the edge of the window the page goes along, and so fast, in pixels. */
const edge = { near: 60, step: 14 } as const;

/**
 * A rectangle that a mouse draws over the grid. `onArea` is told of it as it changes, `onDrawn` at its end, where the
 * browser is about to call it a click.
 */
export function useMarquee(
  grid: RefObject<HTMLElement | null>,
  { onBegin, onArea, onDrawn }: { onBegin: () => void; onArea: (area: Area) => void; onDrawn: () => void },
) {
  const [start, setStart] = useState<{ x: number; y: number } | null>(null);
  const [area, setArea] = useState<Area | null>(null);

  const begin = useEffectEvent(onBegin);
  const draw = useEffectEvent((x: number, y: number) => {
    const box = grid.current?.getBoundingClientRect();
    if (!start || !box) return;
    const next = { fromX: start.x, fromY: start.y, toX: x - box.left, toY: y - box.top };
    if (!area && Math.hypot(next.toX - next.fromX, next.toY - next.fromY) < leastPixels) return;
    if (!area) begin();
    setArea(next);
    onArea(next);
  });
  const end = useEffectEvent(() => {
    if (area) onDrawn();
    setArea(null);
    setStart(null);
  });

  useEffect(() => {
    if (!start) return;
    let at: { x: number; y: number } | null = null;
    const move = (event: PointerEvent) => {
      at = { x: event.clientX, y: event.clientY };
      draw(at.x, at.y);
    };
    let frame = 0;
    const goAlong = () => {
      frame = requestAnimationFrame(goAlong);
      if (!at) return;
      const by = at.y < edge.near ? -edge.step : at.y > window.innerHeight - edge.near ? edge.step : 0;
      if (by === 0) return;
      window.scrollBy(0, by);
      draw(at.x, at.y);
    };
    frame = requestAnimationFrame(goAlong);
    const stop = () => end();
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", stop);
    window.addEventListener("pointercancel", stop);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", stop);
      window.removeEventListener("pointercancel", stop);
    };
  }, [start]);

  const onPointerDown = (event: React.PointerEvent) => {
    if (event.pointerType !== "mouse" || event.button !== 0) return;
    const box = grid.current?.getBoundingClientRect();
    if (box) setStart({ x: event.clientX - box.left, y: event.clientY - box.top });
  };
  return { area, onPointerDown };
}
