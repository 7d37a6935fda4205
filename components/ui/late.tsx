"use client";
import { useState } from "react";
import type { KeyboardEvent, ReactNode, SyntheticEvent } from "react";
import { useLate, type Load } from "@/hooks/use-late";
import { Slot } from "./slot";

/** What is given to whatever opens from a trigger. */
export interface Opened {
  trigger: ReactNode;
  /** Whether a key opened it. */
  isByKey: boolean;
}

interface TriggerProps<P> {
  trigger: ReactNode;
  opens: "dialog" | "menu";
  /** What takes the place of the trigger at its first press: open, and with the trigger in it. Always the same function. */
  load: Load<P & Opened>;
  /** What else that takes. */
  given: P;
}

/** What opens something that is fetched at first use: it is on its way once somebody comes near, and no press is lost. */
export function LateTrigger<P>({ trigger, opens, load, given }: TriggerProps<P>) {
  const { Part, prepare, want } = useLate(load);
  const [pressed, setPressed] = useState<{ isByKey: boolean } | null>(null);
  if (Part && pressed) return <Part {...given} {...pressed} trigger={trigger} />;
  const press = async ({ currentTarget }: SyntheticEvent) => {
    setPressed({ isByKey: currentTarget.matches(":focus-visible") });
    if (!(await want())) setPressed(null);
  };
  return (
    <Slot
      aria-haspopup={opens}
      aria-expanded={false}
      aria-busy={pressed !== null || undefined}
      data-state="closed"
      onPointerEnter={prepare}
      onFocus={prepare}
      onClick={press}
      // Whoever has gone on meanwhile is not fetched back.
      onBlur={() => document.hasFocus() && setPressed(null)}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key === "Escape") setPressed(null);
        if (opens !== "menu" || event.key !== "ArrowDown") return;
        event.preventDefault();
        void press(event);
      }}
    >
      {trigger}
    </Slot>
  );
}
