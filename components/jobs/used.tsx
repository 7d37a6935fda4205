"use client";
import { costWords, isUnpriced } from "@/components/copy/used";
import { Card } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { useUsed } from "@/hooks/use-used";
import type { JobView } from "@/lib/jobs/job-view";
import { UsedLines } from "./used-lines";

/** More lines than these are folded away, as they would be longer than all beside them. */
const mostShown = 4;

/** What a job used in all its attempts, and what that cost; nothing where nobody was paid, and until it is known. */
export function Used({ job }: { job: JobView }) {
  const used = useUsed(job);
  if (!used || used.lines.length === 0) return null;
  const lines = <UsedLines lines={used.lines} />;
  return (
    <Card aria-label="What it used" className="grid content-start gap-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 className="text-[0.9375rem] font-medium">What it used</h2>
        {!isUnpriced(used.cost) && (
          <p className="text-[0.9375rem] font-medium tabular-nums first-letter:uppercase">
            {costWords(used.cost)}
          </p>
        )}
      </div>
      {used.lines.length > mostShown ? <Disclosure title="By who made it">{lines}</Disclosure> : lines}
    </Card>
  );
}
