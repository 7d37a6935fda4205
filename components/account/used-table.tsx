import { modelName, priceSource, priceWords } from "@/components/copy/models";
import { costWords, usedRows } from "@/components/copy/used";
import { Whole } from "@/components/ui/whole";
import type { UsedLine } from "@/lib/jobs/used";

/** What was used for one kind of job, by who made it; figures stand under figures on the right of every line, where that has the room, and its price under both. */
export function UsedTable({ lines }: { lines: readonly UsedLine[] }) {
  return (
    <ul className="grid gap-4">
      {usedRows(lines).map(({ line, amounts, quantities }) => (
        <li
          key={[line.month, line.kind, line.provider, line.model, amounts].join(" ")}
          className="grid grid-cols-[minmax(0,1fr)] items-baseline gap-x-6 gap-y-0.5 text-[0.9375rem] leading-normal sm:grid-cols-[minmax(0,1fr)_auto]"
        >
          <p className="wrap-anywhere">
            {line.providerLabel}
            {line.model !== null && (
              <>
                , <Whole>{modelName(line.model)}</Whole>
              </>
            )}
          </p>
          <ul className="flex flex-wrap gap-x-4 gap-y-0.5 tabular-nums max-sm:text-sm sm:grid">
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
          {line.cost.known.length > 0 && (
            <p className="text-sm text-pretty wrap-anywhere text-soft sm:col-span-2">
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
