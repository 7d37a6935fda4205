"use client";
import { Check, Copy } from "lucide-react";
import { Button } from "@/components/ui/button";
import { count } from "@/components/ui/figures";
import { taggingOf, type BatchView } from "@/hooks/tagging-details";
import { useCopy } from "@/hooks/use-copy";
import type { JobView } from "@/lib/jobs/job-view";

/** More than these are folded away. */
const mostShown = 2;

/** The batches of a job, by the ids that the provider has for them, to be copied. Nothing before there is one. */
export function Batches({ job }: { job: JobView }) {
  const { batches } = taggingOf(job);
  if (batches.length === 0) return null;
  const list = (
    <ul aria-label="Batches" className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
      {batches.map((batch) => (
        <li key={batch.id}>
          <BatchId batch={batch} isAlone={batches.length === 1} />
        </li>
      ))}
    </ul>
  );
  if (batches.length <= mostShown) return list;
  return (
    <details>
      <summary className="w-fit cursor-pointer rounded-control py-1 text-sm text-soft hover:text-ink">
        {count(batches.length, "batch", "batches")}
      </summary>
      <div className="mt-2">{list}</div>
    </details>
  );
}

function BatchId({ batch, isAlone }: { batch: BatchView; isAlone: boolean }) {
  const { copied, copy } = useCopy(batch.id);
  return (
    <div className="flex items-center gap-2 text-sm text-soft">
      <span className="shrink-0">Batch</span>
      <code className="min-w-0 truncate font-mono text-[0.8125rem] text-ink" title={batch.id}>
        {batch.id}
      </code>
      <Button look="quiet" size="sm" className="px-2" onClick={() => void copy()}>
        {copied === "yes" ? <Check aria-hidden /> : <Copy aria-hidden />}
        {copied === "yes" ? "Copied" : "Copy"}
        <span className="sr-only"> batch id {batch.id}</span>
      </Button>
      {!isAlone && <span className="ml-auto shrink-0">{standing(batch)}</span>}
      <output className="empty:hidden">
        {copied === "refused" && "The browser does not let us copy here."}
        {copied === "yes" && <span className="sr-only">Copied.</span>}
      </output>
    </div>
  );
}

/** How far a batch is. One that came to nothing was refused, or ran out of time; its images are in another one by then. */
function standing({ isOver, done, of, tagged, failed }: BatchView): string {
  if (isOver) return tagged + failed === 0 ? "came to nothing" : "over";
  return of === 0 ? "under way" : `under way · ${done.toLocaleString("en")} of ${of.toLocaleString("en")}`;
}
