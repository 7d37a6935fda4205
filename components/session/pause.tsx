"use client";
import { useState } from "react";
import { clock } from "@/components/ui/figures";
import { Note } from "@/components/ui/note";
import { useNow } from "@/hooks/use-now";

/** Too many tries: how long to wait, and when it is over. The moving clock is seen only, so that nobody hears every second. */
export function Pause({ seconds }: { seconds: number }) {
  const now = useNow();
  // By the reader's own clock, from the moment the answer is there.
  const [until] = useState(() => Date.now() + seconds * 1_000);
  const leftMs = now === null ? null : Math.max(0, until - now);
  if (leftMs === 0) return <Note tone="warm">You can try again now.</Note>;
  return (
    <Note tone="warm" className="flex items-baseline justify-between gap-4">
      <span>{`Too many tries. Try again in ${seconds === 1 ? "a second" : `${seconds} seconds`}.`}</span>
      <span aria-hidden className="font-mono text-sm text-soft tabular-nums">
        {leftMs !== null && clock(leftMs + 999)}
      </span>
    </Note>
  );
}
