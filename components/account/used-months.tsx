import Link from "next/link";
import {
  costWords,
  isUnpriced,
  monthWords,
  sumCostWords,
  sumWords,
  unpricedSentence,
} from "@/components/copy/used";
import { wordsOf } from "@/components/kinds/words";
import { LatentSheet } from "@/components/sheet/latent-sheet";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { Disclosure } from "@/components/ui/disclosure";
import { Whole } from "@/components/ui/whole";
import type { Belongings } from "@/lib/jobs/leaving";
import { sumOf, type UsedMonth } from "@/lib/jobs/used";
import { UsedTable } from "./used-table";

const listed = "Every attempt that is paid for, or may have been, is listed here once it has ended.";

interface Props {
  months: readonly UsedMonth[];
  /** What there is of theirs now. */
  belongings: Belongings;
}

/** What all of somebody's jobs used and cost: together, and month by month. Of whom no price is known is said once. */
export function UsedMonths({ months, belongings }: Props) {
  const cost = sumOf(months.map((month) => month.cost));
  const price = sumCostWords(cost);
  const unpriced = unpricedSentence(months.flatMap(({ lines }) => lines));
  const isNew = months.length === 0 && belongings.jobs === 0;
  return (
    <section aria-labelledby="used" className="grid grid-cols-[minmax(0,1fr)] content-start gap-5">
      <div className="grid gap-2">
        <h2 id="used" className="text-[0.9375rem] font-medium text-soft">
          What your jobs used
        </h2>
        {!isNew && (
          <p className="font-serif text-3xl leading-tight text-balance sm:text-4xl">{sumWords(belongings)}</p>
        )}
        {price !== null && (
          <p className={cn("first-letter:uppercase", isUnpriced(cost) ? "text-soft" : "text-lg font-medium")}>
            {price}
          </p>
        )}
      </div>
      {isNew && (
        <LatentSheet title={sumWords(belongings)} text={listed}>
          <Button asChild look="primary">
            <Link href="/new">Start a job</Link>
          </Button>
        </LatentSheet>
      )}
      <div className="grid max-w-160 gap-2 text-[0.9375rem] leading-relaxed text-soft">
        {!isNew && (
          <p>
            {months.length === 0 ? listed : "Every attempt that was paid for, or may have been, is counted."}{" "}
            {!isUnpriced(cost) && unpriced !== null && <Whole>{unpriced}</Whole>}
          </p>
        )}
        <Disclosure title="How this is counted">
          Each attempt is in the month (of UTC) in which its work ended. Costs follow from the prices that
          providers publish or that were set here, as they are known today, with their date. What deleted jobs
          used stays in these sums, with nothing else of them. Work that is under way is not in it.
        </Disclosure>
      </div>
      {months.map((month) => (
        // Of one alone the sum stands above.
        <Month key={month.month} month={month} hasSum={months.length > 1} />
      ))}
    </section>
  );
}

/** One month, by kind of job, and at its head what all of that cost. */
function Month({ month: { month, cost, lines }, hasSum }: { month: UsedMonth; hasSum: boolean }) {
  const kinds = [...Map.groupBy(lines, ({ kind }) => kind)];
  return (
    <Card aria-label={monthWords(month)} className="@container grid grid-cols-[minmax(0,1fr)] gap-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h3 className="font-serif text-2xl">{monthWords(month)}</h3>
        {hasSum && !isUnpriced(cost) && (
          <p className="text-lg font-medium tabular-nums first-letter:uppercase">{costWords(cost)}</p>
        )}
      </div>
      {kinds.map(([kind, own]) => (
        <div
          key={kind}
          className="grid grid-cols-[minmax(0,1fr)] gap-x-6 gap-y-2 border-t pt-4 @2xl:grid-cols-[7rem_minmax(0,1fr)]"
        >
          <h4 className="text-[0.9375rem] font-medium">{wordsOf(kind).name}</h4>
          <UsedTable lines={own} />
        </div>
      ))}
    </Card>
  );
}
