import { modelName, priceSource, priceWords } from "@/components/copy/models";
import { costWords, usedRows } from "@/components/copy/used";
import type { UsedLine } from "@/lib/jobs/used";

/** What was used for one kind of job, by who made it; figures stand under figures, on the right of every line, and its price under both. */
export function UsedTable({ lines }: { lines: readonly UsedLine[] }) {
  return (
    <ul className="grid gap-4">
      {usedRows(lines).map(({ line, amounts, quantities }) => (
        <li
          key={[line.month, line.kind, line.provider, line.model, amounts].join(" ")}
          className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-3 gap-y-0.5 text-[0.9375rem] leading-normal sm:gap-x-6"
        >
          <p className="wrap-anywhere">
            {line.providerLabel}
            {line.model !== null && `, ${modelName(line.model)}`}
          </p>
          <ul className="grid gap-0.5 tabular-nums max-sm:text-sm">
            {quantities.map(({ figure, unit, isPaid }) => (
              <li
                key={[figure, unit, isPaid].join(" ")}
                className="grid grid-cols-[minmax(2.5rem,auto)_4.875rem] justify-end gap-x-1.5 sm:gap-x-2 sm:grid-cols-[minmax(4rem,auto)_9.5rem]"
              >
                <span className="text-right">{figure}</span>{" "}
                <span className="text-soft">
                  {unit}
                  {!isPaid && <span className="block text-[0.8125rem]"> may have been charged</span>}
                </span>
              </li>
            ))}
          </ul>
          {line.cost.known.length > 0 && (
            <p className="col-span-2 text-sm text-pretty wrap-anywhere text-soft">
              <span className="font-medium text-ink tabular-nums">{costWords(line.cost)}</span>
              {" · "}
              {priceWords(line.prices)}. {priceSource(line.prices)}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
