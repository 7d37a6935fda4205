"use client";
import { useEffect, useEffectEvent, useRef } from "react";

/** Calls `then` each time that something which goes on has come to its end. */
export function useAfter(isGoingOn: boolean, then: () => Promise<void>): void {
  const was = useRef(isGoingOn);
  const over = useEffectEvent(() => void then());
  useEffect(() => {
    if (was.current && !isGoingOn) over();
    was.current = isGoingOn;
  }, [isGoingOn]);
}
