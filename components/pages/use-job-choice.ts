"use client";
import { useEffect, useRef, useState } from "react";
import type { Choice } from "@/components/jobs/choose-job";
import type { ChoosingProps } from "@/components/jobs/choosing-room";
import { afterPainting } from "@/components/ui/after-painting";
import { useLate } from "@/hooks/use-late";
import { choose, isChosen, nothing, without } from "@/hooks/selection";
import { useRange } from "@/hooks/use-range";
import { useSelection } from "@/hooks/use-selection";
import type { JobView } from "@/lib/jobs/job-view";

const load = async () => (await import("@/components/jobs/choosing-room")).ChoosingRoom;

/**
 * What is chosen of the jobs that are shown; with another query, nothing. `Bar` does something with them, and stays until that is
 * done, though they are gone from what is shown.
 */
export function useJobChoice(jobs: readonly JobView[], query: string) {
  const { selection, setSelection } = useSelection(query);
  const range = useRange({ items: jobs, selection, onSelection: setSelection });
  const { Part, prepare, want } = useLate(load);
  const [isGoing, setIsGoing] = useState(false);
  const chosen = jobs.filter(({ id }) => isChosen(selection, id));
  const isChoosing = chosen.length > 0;
  useEffect(() => {
    if (isChoosing) void want();
  }, [isChoosing, want]);
  const hasBar = isChoosing || isGoing;
  useFocusAfter(hasBar);
  const bar: ChoosingProps = {
    jobs: chosen,
    shown: jobs.length,
    onAll: () =>
      setSelection(
        choose(
          nothing,
          jobs.map(({ id }) => id),
          true,
        ),
      ),
    onNone: () => setSelection(nothing),
    onGoing: setIsGoing,
    onDone: (ids) => setSelection((before) => without(before, new Set(ids))),
  };
  return {
    Bar: hasBar ? Part : null,
    bar,
    choiceAt: ({ id }: JobView, index: number): Choice => ({
      isChosen: isChosen(selection, id),
      isChoosing,
      onChoose: (isRange) => (isRange ? range.extend(index) : range.toggle(index)),
      onNear: () => void prepare(),
    }),
  };
}

/** As the bar goes, and with it what had the focus, that goes back to the card where it was last, or to the first one. */
function useFocusAfter(isChoosing: boolean): void {
  const last = useRef<string | null>(null);
  useEffect(() => {
    if (!isChoosing) return;
    const note = ({ target }: FocusEvent) => {
      const card = target instanceof Element ? target.closest<HTMLElement>("[data-job]") : null;
      last.current = card?.dataset["job"] ?? last.current;
    };
    document.addEventListener("focusin", note);
    return () => {
      document.removeEventListener("focusin", note);
      const id = last.current;
      afterPainting(() => focusCard(id));
    };
  }, [isChoosing]);
}

function focusCard(id: string | null): void {
  if (document.activeElement !== document.body) return;
  const own = id === null ? null : document.querySelector(`[data-job="${CSS.escape(id)}"] h3 a`);
  const card = own ?? document.querySelector("[data-job] h3 a") ?? document.querySelector("main");
  if (card instanceof HTMLElement) card.focus();
}
