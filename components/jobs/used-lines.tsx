import { modelName, priceSource, priceWords } from "@/components/copy/models";
import { costWords, isUnpriced, unpricedSentence, usedRows } from "@/components/copy/used";
import { Whole } from "@/components/ui/whole";
import type { UsedLine } from "@/lib/jobs/used";

interface Props {
  lines: readonly UsedLine[];
}

/** What was used, by who made it, and what each cost by which price, said once; of whom none is known is said once too. */
export function UsedLines({ lines }: Props) {
  const unpriced = unpricedSentence(lines);
  const makers = [...Map.groupBy(usedRows(lines), ({ line }) => makerWords(line))];
  return (
    <ul className="grid gap-4">
      {makers.map(([maker, rows]) => (
        <li
          key={maker}
          className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-5 gap-y-0.5 text-sm wrap-anywhere text-soft"
        >
          <span className="col-span-2 text-[0.9375rem] text-ink">
            <Whole>{maker}</Whole>
          </span>
          {rows.map(({ line, amounts }) => (
            <Row key={[line.month, line.kind, amounts].join(" ")} line={line} amounts={amounts} />
          ))}
          {[...new Set(rows.flatMap(({ line }) => priceOf(line)))].map((price) => (
            <span key={price} className="col-span-2">
              {price}
            </span>
          ))}
        </li>
      ))}
      {unpriced && (
        <li className="text-sm text-soft">
          <Whole>{unpriced}</Whole>
        </li>
      )}
    </ul>
  );
}

function Row({ line, amounts }: { line: UsedLine; amounts: string }) {
  if (isUnpriced(line.cost)) return <span className="col-span-2">{amounts}</span>;
  return (
    <>
      <span>{amounts}</span>
      <span className="text-right tabular-nums">{costWords(line.cost)}</span>
    </>
  );
}

function makerWords({ providerLabel, model }: UsedLine): string {
  return model === null ? providerLabel : `${providerLabel}, ${modelName(model)}`;
}

/** Its price and where that comes from, where it was paid by one. */
function priceOf({ cost, prices }: UsedLine): string[] {
  return cost.known.length === 0 ? [] : [`${priceWords(prices)}. ${priceSource(prices)}`];
}
