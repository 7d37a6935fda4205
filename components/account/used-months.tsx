import { costWords, monthWords } from "@/components/copy/used";
import { Card } from "@/components/ui/card";
import type { UsedMonth } from "@/lib/jobs/used";
import { UsedLines } from "@/components/jobs/used-lines";

/** What all of somebody's jobs used and cost, month by month. */
export function UsedMonths({ months }: { months: readonly UsedMonth[] }) {
  return (
    <section aria-labelledby="used" className="grid gap-5">
      <h2 id="used" className="font-serif text-3xl">
        What your jobs used
      </h2>
      <p className="max-w-160 text-[0.9375rem] leading-relaxed text-soft">
        Every attempt that was paid for, or may have been, in the month (of UTC) in which its work ended.
        Costs follow from the prices that providers publish or that were set here, as they are known today,
        with their date; where there is none, they are not known. Work that is under way, and all of jobs that
        were deleted or removed, is not in it.
      </p>
      {months.length === 0 && <p className="text-soft">Nothing yet.</p>}
      {months.map((month) => (
        <Card key={month.month} aria-label={monthWords(month.month)} className="grid gap-5">
          <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
            <h3 className="font-serif text-2xl">{monthWords(month.month)}</h3>
            <p className="font-medium tabular-nums">{costWords(month.cost)}</p>
          </div>
          <UsedLines lines={month.lines} namesKind />
        </Card>
      ))}
    </section>
  );
}
