import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button";

interface Props {
  /** What is chosen: "Chosen images". */
  label: string;
  chosen: number;
  /** How many could be. */
  total: number;
  /** What choosing all of them is called where there is room: "Choose all 12 shown". */
  all: string;
  onAll: () => void;
  onNone: () => void;
  /** What can be done with them. */
  children: ReactNode;
}

/** How many are chosen, and what can be done with them: over the head of the page, wherever it is scrolled to; where that is narrow, the latter at its foot. */
export function ChoiceBar({ label, chosen, total, all, onAll, onNone, children }: Props) {
  return (
    <section
      aria-label={label}
      data-foot="bar"
      className="fixed inset-x-0 top-0 z-40 border-b bg-raised shadow-bar"
    >
      <div className="mx-auto flex h-17 w-full max-w-288 items-center gap-2 px-3 sm:gap-3 sm:px-6">
        <Button look="quiet" size="icon" aria-label="Choose none" onClick={onNone}>
          <X aria-hidden />
        </Button>
        <output className="truncate font-medium">{chosen.toLocaleString("en")} chosen</output>
        {chosen < total && (
          <Button look="quiet" className="px-2 text-safelight-ink" onClick={onAll}>
            <span className="sm:hidden">Choose all {total.toLocaleString("en")}</span>
            <span className="max-sm:hidden">{all}</span>
          </Button>
        )}
        <div className="flex flex-wrap items-center gap-2 max-md:fixed max-md:inset-x-0 max-md:bottom-0 max-md:border-t max-md:bg-raised max-md:p-3 max-md:pb-[max(0.75rem,env(safe-area-inset-bottom))] max-md:shadow-bar max-md:*:flex-1 md:ml-auto md:flex-nowrap md:gap-2.5">
          {children}
        </div>
      </div>
    </section>
  );
}
