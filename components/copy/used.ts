import { dollars, modelName } from "@/components/copy/models";
import { count } from "@/components/ui/figures";
import type { Belongings } from "@/lib/jobs/leaving";
import type { Cost, Money, UsedLine, UsedUnit } from "@/lib/jobs/used";

/** "$0.80", "2.50 EUR". */
function moneyWords({ currency, amount }: Money): string {
  return currency === "USD" ? dollars(amount) : `${amount.toFixed(2)} ${currency}`;
}

/** "$0.80", "$0.80 and 2.50 EUR"; `null` where none of it is known. */
function knownWords({ known }: Cost): string | null {
  return known.length === 0 ? null : known.map(moneyWords).join(" and ");
}

/** A line as it is read. */
interface UsedRow {
  line: UsedLine;
  amounts: string;
  quantities: readonly Quantity[];
}

/** Lines as they are read: what one maker did for which no price is known stands in one, "1 training, 8 pictures"; what may have been charged is told apart in it. */
export function usedRows(lines: readonly UsedLine[]): UsedRow[] {
  const alike = Map.groupBy(lines, (line) => {
    const { kind, month, providerLabel, model } = line;
    // What has a price has a line of its own.
    const amounts = isUnpriced(line.cost) ? "" : amountWords(line);
    return JSON.stringify([kind, month, providerLabel, model, amounts]);
  });
  return [...alike.values()].flatMap((group) => {
    const [line] = group;
    return line ? [{ line, amounts: chargedWords(group), quantities: quantitiesOf(group) }] : [];
  });
}

/** "2,040" and "tokens in": a figure, and what it counts. */
interface Quantity {
  figure: string;
  unit: string;
  isPaid: boolean;
}

/** What is counted on lines of one maker, each quantity by itself, as columns have them. */
function quantitiesOf(lines: readonly UsedLine[]): Quantity[] {
  const told = lines.flatMap((line) =>
    amountWords(line)
      .split(", ")
      .map((words) => {
        const [figure = "", ...unit] = words.split(" ");
        return { figure, unit: unit.join(" "), isPaid: line.isPaid };
      }),
  );
  return [...new Map(told.map((each) => [JSON.stringify(each), each])).values()];
}

/** "4 seconds", "12 seconds, which may have been charged", "4 seconds, and 12 seconds which may have been charged". */
function chargedWords(lines: readonly UsedLine[]): string {
  const wordsOf = (isPaid: boolean) =>
    [...new Set(lines.filter((line) => line.isPaid === isPaid).map(amountWords))].join(", ");
  const [paid, open] = [wordsOf(true), wordsOf(false)];
  if (open === "") return paid;
  return paid === ""
    ? `${open}, which may have been charged`
    : `${paid}, and ${open} which may have been charged`;
}

/**
 * "No price is known for Astria.", once for all lines of which none is; of whoever has a price of something else it is said which
 * models have none. `null` where all is known.
 */
export function unpricedSentence(
  lines: readonly Pick<UsedLine, "providerLabel" | "model" | "cost">[],
): string | null {
  const known = Map.groupBy(
    lines.filter(({ cost }) => !isUnpriced(cost)),
    ({ providerLabel }) => providerLabel,
  );
  const unpriced = lines
    .filter(({ cost }) => isUnpriced(cost))
    .flatMap(({ providerLabel: label, model }) => {
      const priced = known.get(label);
      if (!priced) return [label];
      if (model === null) return [`some work at ${label}`];
      const others = partsOf(model).filter((part) => !priced.some((line) => line.model === part));
      return others.length === 0 ? [] : [`${modelName(others.join(" + "))} at ${label}`];
    });
  return unpriced.length === 0 ? null : `No price is known for ${list.format(new Set(unpriced))}.`;
}

/** The models of a line: it may be of several. */
function partsOf(model: string): string[] {
  return model.split(" + ");
}

/** Whether nothing of a cost is known. */
export function isUnpriced({ known, unknownOf }: Cost): boolean {
  return known.length === 0 && unknownOf > 0;
}

const list = new Intl.ListFormat("en");

/** "$0.80", "not known", "at least $0.80" where the price of a part of it is not known. */
export function costWords(cost: Cost): string {
  const known = knownWords(cost);
  if (known === null) return cost.unknownOf === 0 ? "nothing" : "not known";
  return cost.unknownOf === 0 ? known : `at least ${known}`;
}

/** "9 jobs, 34 files": all there is of somebody's. */
export function sumWords({ jobs, results }: Pick<Belongings, "jobs" | "results">): string {
  const things = [jobs > 0 && count(jobs, "job"), results > 0 && count(results, "file")];
  return things.filter(Boolean).join(", ") || "Nothing yet";
}

/** "$0.80", or "No prices known": what all of it cost, as far as that is known; `null` where nothing was used. */
export function sumCostWords(cost: Cost): string | null {
  if (cost.known.length === 0) return cost.unknownOf === 0 ? null : "No prices known";
  return costWords(cost);
}

const units: Record<UsedUnit, (sum: number) => string> = {
  token: (sum) => count(sum, "token"),
  "1M input tokens": (sum) => `${count(Math.round(sum * 1e6), "token")} in`,
  "1M output tokens": (sum) => `${count(Math.round(sum * 1e6), "token")} out`,
  second: (sum) => count(sum, "second"),
  "1,000 characters": (sum) => count(Math.round(sum * 1_000), "character"),
  megapixel: (sum) => count(Math.round(sum * 10) / 10, "megapixel"),
  picture: (sum) => count(sum, "picture"),
  training: (sum) => count(sum, "training"),
  image: (sum) => count(sum, "image"),
};

/** "8 pictures, 1.3 megapixels"; how many pieces of work where nobody says what they took. */
export function amountWords({ amounts, works }: Pick<UsedLine, "amounts" | "works">): string {
  // Those that are told apart need not be said together.
  const isSplit = amounts["1M input tokens"] !== null;
  const known = Object.entries(units).flatMap(([unit, words]) => {
    const sum = amounts[unit as UsedUnit];
    return sum === null || (unit === "token" && isSplit) ? [] : [words(sum)];
  });
  return known.length > 0 ? known.join(", ") : count(works, "piece of work", "pieces of work");
}

/** "November 2026". */
export function monthWords(month: string): string {
  const date = new Date(`${month}-01T00:00:00Z`);
  return date.toLocaleDateString("en", { month: "long", year: "numeric", timeZone: "UTC" });
}
