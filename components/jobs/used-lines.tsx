import { modelName, priceSource, priceWords } from "@/components/copy/models";
import { amountWords, costWords, isCostKnown } from "@/components/copy/used";
import type { UsedLine } from "@/lib/jobs/used";

interface Props {
  lines: readonly UsedLine[];
}

/** What was used, by who made it, and what each cost by which price, where that is known of any. */
export function UsedLines({ lines }: Props) {
  const hasCosts = lines.some(({ cost }) => isCostKnown(cost));
  return (
    <ul className="grid gap-4">
      {lines.map((line) => (
        <li
          key={[line.month, line.kind, line.provider, line.model, line.isPaid, amountWords(line)].join(" ")}
          className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-5 gap-y-0.5 text-[0.9375rem]"
        >
          <span className="wrap-anywhere">
            {line.providerLabel}
            {line.model !== null && `, ${modelName(line.model)}`}
          </span>
          {hasCosts && (
            <span className="text-right tabular-nums">
              {isCostKnown(line.cost) ? costWords(line.cost) : <NotKnown />}
            </span>
          )}
          <span className="col-span-2 text-sm wrap-anywhere text-soft">
            {amountWords(line)}
            {!line.isPaid && ", which may have been charged"}
            {line.cost.known.length > 0 && (
              <>
                {" · "}
                {priceWords(line.prices)}. {priceSource(line.prices)}
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

function NotKnown() {
  return (
    <>
      <span aria-hidden className="text-soft">
        –
      </span>
      <span className="sr-only">not known</span>
    </>
  );
}
