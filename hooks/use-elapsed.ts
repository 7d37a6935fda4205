"use client";
import { useState } from "react";
import { useNow } from "./use-now";

/** Milliseconds since `mark` last changed, to the second; stands still while not `running`. */
export function useElapsed(mark: unknown, running: boolean): number {
  const now = useNow(running ? 1_000 : null);
  const [seen, setSeen] = useState({ mark, at: now });
  if (seen.mark !== mark || seen.at === null) {
    if (seen.mark !== mark || now !== null) setSeen({ mark, at: now });
    return 0;
  }
  return Math.max(0, (now ?? seen.at) - seen.at);
}
