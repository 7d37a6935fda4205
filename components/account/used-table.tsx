import { modelName, priceSource, priceWords } from "@/components/copy/models";
import { costWords, usedRows } from "@/components/copy/used";
import type { UsedLine } from "@/lib/jobs/used";

/** What was used for one kind of job, by who made it; figures stand under figures, on the right of every line. */
export function UsedTable({ lines }: { lines: readonly UsedLine[] }) {
  return (
    <ul className="grid gap-4">
      {usedRows(lines).map(({ line, amounts, quantities }) => (
        <li
          key={[line.month, line.kind, line.provider, line.model, amounts].join(" ")}
          className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-3 text-[0.9375rem] leading-normal sm:gap-x-6"
        >
          <div className="grid gap-0.5 wrap-anywhere">
            <p>
              {line.providerLabel}
              {line.model !== null && `, ${modelName(line.model)}`}
            </p>
            {line.cost.known.length > 0 && (
              <p className="text-sm text-soft">
                <span className="font-medium text-ink tabular-nums">{costWords(line.cost)}</span>
                {" · "}
                {priceWords(line.prices)}. {priceSource(line.prices)}
              </p>
            )}
          </div>
          <ul className="grid gap-0.5 tabular-nums">
            {quantities.map(({ figure, unit, isPaid }) => (
              <li
                key={[figure, unit, isPaid].join(" ")}
                className="grid grid-cols-[minmax(3rem,auto)_5.5rem] justify-end gap-x-2 sm:grid-cols-[minmax(4rem,auto)_9.5rem]"
              >
                <span className="text-right">{figure}</span>{" "}
                <span className="text-soft">
                  {unit}
                  {!isPaid && <span className="block text-[0.8125rem]"> may have been charged</span>}
                </span>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
