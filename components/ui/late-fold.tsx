"use client";
import { ChevronDown } from "lucide-react";
import { useLate, type Load } from "@/hooks/use-late";
import { useFold } from "./fold";
import { Skeleton } from "./skeleton";

interface Props<P> {
  title: string;
  /** What is in it: fetched once it is opened, or nearly. Always the same function. */
  load: Load<P>;
  /** What that takes. */
  given: P;
}

/** A part of a page for the curious, folded until somebody wants it. */
export function LateFold<P extends object>({ title, load, given }: Props<P>) {
  const { isOpen, trigger, content } = useFold();
  const { Part, prepare, want } = useLate(load);
  return (
    <section aria-label={title} className="rounded-card border bg-tray">
      <h2>
        <button
          {...trigger}
          onPointerEnter={() => void prepare()}
          onFocus={() => void prepare()}
          onClick={() => {
            trigger.onClick();
            void want();
          }}
          className="flex w-full items-center justify-between gap-4 rounded-card px-5 py-5 text-left text-[0.9375rem] font-medium focus-visible:-outline-offset-4 sm:px-6 [&[data-state=open]>svg]:rotate-180"
        >
          {title}
          <ChevronDown aria-hidden className="size-4 shrink-0 text-soft transition-transform duration-300" />
        </button>
      </h2>
      <div {...content} className="px-5 pt-2 pb-6 sm:px-6">
        {isOpen && (Part ? <Part {...given} /> : <OnItsWay />)}
      </div>
    </section>
  );
}

/** Lines to come. */
export function OnItsWay() {
  return (
    <div className="grid gap-3" aria-busy="true">
      <span className="sr-only">Loading</span>
      <Skeleton className="h-4 w-3/4" />
      <Skeleton className="h-4 w-2/3" />
      <Skeleton className="h-4 w-4/5" />
    </div>
  );
}
