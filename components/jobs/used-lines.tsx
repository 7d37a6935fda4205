import { modelName, priceSource, priceWords } from "@/components/copy/models";
import { costWords, isUnpriced, unpricedSentence, usedRows } from "@/components/copy/used";
import type { UsedLine } from "@/lib/jobs/used";

interface Props {
  lines: readonly UsedLine[];
}

/** What was used, by who made it, and what each cost by which price; of whom none is known is said once. */
export function UsedLines({ lines }: Props) {
  const unpriced = unpricedSentence(lines);
  return (
    <ul className="grid gap-4">
      {usedRows(lines).map(({ line, amounts }) => (
        <li
          key={[line.month, line.kind, line.provider, line.model, amounts].join(" ")}
          className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-5 gap-y-0.5 text-[0.9375rem]"
        >
          <span className="wrap-anywhere">
            {line.providerLabel}
            {line.model !== null && `, ${modelName(line.model)}`}
          </span>
          {!isUnpriced(line.cost) && <span className="text-right tabular-nums">{costWords(line.cost)}</span>}
          <span className="col-span-2 text-sm wrap-anywhere text-soft">
            {amounts}
            {line.cost.known.length > 0 && (
              <>
                {" · "}
                {priceWords(line.prices)}. {priceSource(line.prices)}
              </>
            )}
          </span>
        </li>
      ))}
      {unpriced && <li className="text-sm text-soft">{unpriced}</li>}
    </ul>
  );
}
