"use client";
import { useLayoutEffect, useRef } from "react";

/** So long a finger rests, in milliseconds, and so far it may stray, in pixels. */
const rest = { ms: 450, stray: 10 } as const;

/** Tells of a finger that rests on something. `isOver` says, once, that the click which follows belongs to it. */
export function useLongPress(onPress: (target: EventTarget) => void) {
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const start = useRef({ x: 0, y: 0 });
  const isPressed = useRef(false);
  // As the page is when the time is over: images may have come, and others may have been chosen.
  const press = useRef(onPress);
  useLayoutEffect(() => {
    press.current = onPress;
  }, [onPress]);
  const stop = () => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
  };
  return {
    isOver: () => {
      const was = isPressed.current;
      isPressed.current = false;
      return was;
    },
    handlers: {
      onPointerDown: (event: React.PointerEvent) => {
        stop();
        isPressed.current = false;
        if (event.pointerType === "mouse") return;
        const { target } = event;
        start.current = { x: event.clientX, y: event.clientY };
        timer.current = setTimeout(() => {
          isPressed.current = true;
          press.current(target);
        }, rest.ms);
      },
      onPointerMove: (event: React.PointerEvent) => {
        const { x, y } = start.current;
        if (Math.hypot(event.clientX - x, event.clientY - y) > rest.stray) stop();
      },
      onPointerUp: stop,
      onPointerCancel: stop,
      // Where a finger rests the browser would offer to save the picture.
      onContextMenu: (event: React.MouseEvent) => {
        if (timer.current !== null || isPressed.current) event.preventDefault();
      },
    },
  };
}
