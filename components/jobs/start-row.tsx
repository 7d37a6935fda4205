"use client";
import { useEffect, useRef, useState } from "react";
import { offersWords } from "@/components/copy/models";
import { Button } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
import { cn } from "@/components/ui/cn";
import { Note } from "@/components/ui/note";
import { Whole } from "@/components/ui/whole";
import { useModKey } from "@/hooks/use-mod-key";
import type { Offer } from "@/lib/jobs/offer";
import { AboutModels } from "./about-models";
import { madeBy, whyRefused, type Made } from "./offers";
import { PriorityField, priorityAside } from "./priority-field";

interface Props {
  /** What the button says. */
  label: string;
  state: "open" | "sending" | "sent";
  /** Whether something else on the page comes first. */
  isUnlit?: boolean;
  /** Why it cannot be sent yet, each reason on a line: the button can be pressed all the same, and leads there. */
  missing: string | null;
  /** What can be started, and with whom. */
  offers: readonly Offer[];
  /** The one that was chosen of several. */
  chosen?: Offer | undefined;
  /** Whether it takes all of them together. */
  areAllNeeded?: boolean;
  /** How long it may take, behind what is usual: ", a day at the longest". */
  longest?: string;
  /** What is done to it: "Made by OpenAI". */
  verb?: Made;
  /** What went wrong when it was sent. */
  problem: string | null;
  /** What to say when all is there. */
  ready: string;
  priority: string;
  onPriority: (priority: string) => void;
  /** Whether there is one to start it from. */
  hasFields?: boolean;
}

/** The end of every form: what is wrong, who makes it, the button and what it waits for; behind one fold how urgent it is, and the models. */
export function StartRow(props: Props) {
  const {
    label,
    state,
    isUnlit = false,
    missing,
    offers,
    chosen,
    areAllNeeded = false,
    longest,
    verb,
  } = props;
  const { problem, ready, priority, onPriority, hasFields = true } = props;
  const modKey = useModKey();
  const [wasSent, setWasSent] = useState(false);
  const refusal = whyRefused(offers);
  const shown = chosen === undefined ? offers : [chosen];
  const maker = madeBy(shown, areAllNeeded, verb);
  const busy = state !== "open";
  const button = useRef<HTMLButtonElement>(null);
  // Its form may be sent by a key too.
  useEffect(() => {
    const form = button.current?.form;
    const note = () => setWasSent(true);
    form?.addEventListener("submit", note);
    return () => form?.removeEventListener("submit", note);
  }, []);
  // What was sent well is asked for no more.
  if (busy && wasSent) setWasSent(false);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5 lg:sticky lg:top-6 lg:rounded-card lg:border lg:bg-tray lg:p-6">
      {refusal && <Note tone="warm">{refusal}</Note>}
      {problem && (
        <Note tone="fail" role="alert">
          {problem} Everything you entered is still here.
        </Note>
      )}
      {maker !== null && (
        <div className="grid gap-1.5 text-sm leading-relaxed wrap-anywhere">
          <p>
            <Whole>{maker}</Whole>
          </p>
          <p className="text-soft">{offersWords(shown, longest)}</p>
        </div>
      )}
      <div className="grid gap-3">
        <Button
          ref={button}
          type="submit"
          look={isUnlit ? "unlit" : "primary"}
          size="lg"
          aria-busy={busy}
          aria-disabled={refusal !== null}
          aria-describedby="start-note"
          aria-keyshortcuts="Control+Enter Meta+Enter"
          className="w-full"
        >
          {busy ? "Starting" : label}
        </Button>
        <output
          id="start-note"
          className={cn(
            "text-sm leading-relaxed whitespace-pre-line",
            wasSent && !busy && refusal === null && missing !== null ? "text-fail-ink" : "text-soft",
          )}
        >
          {busy ? "One moment." : refusal ? "This cannot be started just now." : (missing ?? ready)}
        </output>
        {hasFields && (
          <p className="hidden text-[0.8125rem] text-soft sm:pointer-fine:block">
            {modKey} + Enter starts it from any field.
          </p>
        )}
      </div>
      <Disclosure title="More" aside={priorityAside(priority)}>
        <div className="grid gap-5">
          <PriorityField value={priority} onChange={onPriority} />
          {maker !== null && <AboutModels offers={shown} />}
        </div>
      </Disclosure>
    </div>
  );
}
