import { modelName, priceSource, priceWords } from "@/components/copy/models";
import { costWords, isUnpriced, usedRows } from "@/components/copy/used";
import { cn } from "@/components/ui/cn";
import type { UsedLine } from "@/lib/jobs/used";

/**
 * What was used for one kind of job, by who made it; where there is room figures stand under figures, and what they cost at the
 * right. By which price stands under both, once for lines that follow each other.
 */
export function UsedTable({ lines }: { lines: readonly UsedLine[] }) {
  return (
    <ul className="grid gap-4">
      {usedRows(lines).map(({ line, amounts, quantities }, index, rows) => (
        <li
          key={[line.month, line.kind, line.provider, line.model, amounts].join(" ")}
          className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-6 gap-y-0.5 text-[0.9375rem] leading-normal sm:grid-cols-[minmax(0,1fr)_auto_4.5rem]"
        >
          <p className="wrap-break-word">
            {line.providerLabel}
            {line.model !== null && `, ${modelName(line.model)}`}
          </p>
          <ul className="flex flex-wrap gap-x-4 gap-y-0.5 tabular-nums max-sm:col-span-2 max-sm:row-start-2 max-sm:text-sm sm:grid">
            {quantities.map(({ figure, unit, isPaid }) => (
              <li
                key={[figure, unit, isPaid].join(" ")}
                className="sm:grid sm:grid-cols-[minmax(4rem,auto)_9.5rem] sm:justify-end sm:gap-x-2"
              >
                <span className="sm:text-right">{figure}</span>{" "}
                <span className="text-soft">
                  {unit}
                  {!isPaid && <span className="text-[0.8125rem] sm:block"> may have been charged</span>}
                </span>
              </li>
            ))}
          </ul>
          <p
            className={cn(
              "text-right text-sm tabular-nums",
              isUnpriced(line.cost) ? "text-soft" : "font-medium",
            )}
          >
            {costWords(line.cost)}
          </p>
          {rateOf(line) !== null && rateOf(line) !== rateOf(rows[index + 1]?.line) && (
            <p className="col-span-2 text-sm text-pretty wrap-anywhere text-soft sm:col-span-3">
              {rateOf(line)}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

/** By which price a line costs what it does; `null` where none is known of it. */
function rateOf(line: UsedLine | undefined): string | null {
  return line && line.cost.known.length > 0
    ? `${priceWords(line.prices)}. ${priceSource(line.prices)}`
    : null;
}
