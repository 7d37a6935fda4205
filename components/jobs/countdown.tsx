"use client";
import { useNow } from "@/hooks/use-now";
import { clock } from "@/components/ui/figures";
import { When } from "@/components/ui/when";

/** "in 0:12", counting down; "now" when it is due. Read aloud it is the time of day, which does not change every second. */
export function Countdown({ until }: { until: string }) {
  const now = useNow();
  const leftMs = now === null ? null : Date.parse(until) - now;
  return (
    <>
      <span aria-hidden>{leftMs === null ? "soon" : leftMs < 1_000 ? "now" : `in ${clock(leftMs)}`}</span>
      <span className="sr-only">
        at <When at={until} as="time" />
      </span>
    </>
  );
}
