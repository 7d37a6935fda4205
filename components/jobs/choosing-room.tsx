"use client";
import { Ban, RotateCcw, Trash2, type LucideIcon } from "lucide-react";
import { useEffect, useEffectEvent, useState } from "react";
import { bulkName, bulkQuestion, bulkWords } from "@/components/copy/bulk";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { ChoiceBar } from "@/components/ui/choice-bar";
import { isOpenTo, type BulkAction } from "@/hooks/bulk";
import type { JobView } from "@/lib/jobs/job-view";
import { useBulkActions } from "./use-bulk-actions";

export interface ChoosingProps {
  /** Those that are chosen. */
  jobs: readonly JobView[];
  /** How many are shown, and can be chosen. */
  shown: number;
  onAll: () => void;
  onNone: () => void;
  /** Something is begun with them, or done. */
  onGoing: (isGoing: boolean) => void;
  /** These are done with, and need not be chosen any longer. */
  onDone: (ids: string[]) => void;
}

const actions = ["cancel", "retry", "delete"] as const;
const icons: Record<BulkAction, LucideIcon> = { cancel: Ban, retry: RotateCcw, delete: Trash2 };

/** The bar of the chosen jobs. Escape lets go of them. Made once the first is chosen. */
export function ChoosingRoom({ jobs, shown, onAll, onNone, onGoing, onDone }: ChoosingProps) {
  const { run, going } = useBulkActions({ onGoing, onDone });
  const letGo = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === "Escape" && !event.defaultPrevented && going === null) onNone();
  });
  useEffect(() => {
    document.addEventListener("keydown", letGo);
    return () => document.removeEventListener("keydown", letGo);
  }, []);
  const offers = useOffers(jobs);
  return (
    <ChoiceBar
      label="Chosen jobs"
      // What is deleted is shown no more, and counts until all of it is done.
      chosen={going?.of ?? jobs.length}
      total={going ? 0 : shown}
      all={`Choose all ${shown.toLocaleString("en")} shown`}
      onAll={onAll}
      onNone={onNone}
    >
      {going ? (
        <output className="text-sm text-soft">
          {bulkWords[going.action].going}, {going.done} of {going.of}
        </output>
      ) : (
        actions.map((action) =>
          offers[action] === "none" ? null : (
            <BulkButton
              key={action}
              action={action}
              asks={offers[action] === "asked"}
              jobs={jobs}
              onRun={() => void run(action, action === "cancel" ? jobs : openTo(action, jobs))}
            />
          ),
        )
      )}
    </ChoiceBar>
  );
}

const openTo = (action: BulkAction, jobs: readonly JobView[]) => jobs.filter((job) => isOpenTo(action, job));

type Offer = "none" | "asked" | "at once";

/**
 * What is offered for these jobs, and whether it asks first: deleting what is over can be undone. It stays what it is while the same
 * jobs are chosen: a question does not go away because a job ends meanwhile.
 */
function useOffers(jobs: readonly JobView[]): Record<BulkAction, Offer> {
  const ids = jobs.map(({ id }) => id).join();
  const [kept, setKept] = useState(() => ({ ids, offers: offersFor(jobs) }));
  if (kept.ids === ids) return kept.offers;
  const offers = offersFor(jobs);
  setKept({ ids, offers });
  return offers;
}

function offersFor(jobs: readonly JobView[]): Record<BulkAction, Offer> {
  const running = openTo("cancel", jobs).length > 0;
  return {
    cancel: running ? "asked" : "none",
    retry: openTo("retry", jobs).length > 0 ? "asked" : "none",
    delete: running ? "asked" : "at once",
  };
}

interface ButtonProps {
  action: BulkAction;
  asks: boolean;
  jobs: readonly JobView[];
  onRun: () => void;
}

/** One that does not do something with all of them says with how many; of what, where there is room. */
function BulkButton({ action, asks, jobs, onRun }: ButtonProps) {
  const Icon = icons[action];
  const open = openTo(action, jobs);
  const name = bulkName(action, open.length, jobs.length);
  const at = name.lastIndexOf(" ");
  const button = (
    <Button className="max-md:px-2" {...(!asks && { onClick: onRun })}>
      <Icon aria-hidden />
      <span>
        {name.slice(0, at)}
        <span className="max-lg:sr-only">{name.slice(at)}</span>
      </span>
    </Button>
  );
  if (!asks) return button;
  const { title, text } = bulkQuestion(action, open);
  return (
    <AlertDialog
      trigger={button}
      title={title}
      text={text}
      keep={bulkWords[action].keep}
      confirm={title.slice(0, -1)}
      onConfirm={onRun}
    />
  );
}
