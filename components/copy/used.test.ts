import { expect, test } from "vitest";
import { usedUnits, type UsedLine, type UsedUnit } from "@/lib/jobs/used";
import {
  amountWords,
  costWords,
  monthWords,
  sumCostWords,
  sumWords,
  unpricedSentence,
  usedRows,
} from "./used";

const amounts = (given: Partial<Record<UsedUnit, number>>) =>
  Object.fromEntries(usedUnits.map((unit) => [unit, given[unit] ?? null])) as Record<UsedUnit, number | null>;
const usd = (amount: number) => ({ currency: "USD", amount });

test.each([
  [{ known: [usd(0.8)], unknownOf: 0 }, "$0.80"],
  [{ known: [usd(0.0032)], unknownOf: 0 }, "$0.0032"],
  [{ known: [], unknownOf: 9 }, "not known"],
  [{ known: [], unknownOf: 0 }, "nothing"],
  [{ known: [usd(12)], unknownOf: 1 }, "at least $12.00"],
  [{ known: [{ currency: "EUR", amount: 2.5 }, usd(1)], unknownOf: 0 }, "2.50 EUR and $1.00"],
])("a cost is said without making one up, and no currency as another: %o is “%s”", (cost, words) => {
  expect(costWords(cost)).toBe(words);
});

test("what was used is said in the units that are known of it, and otherwise how much work it was", () => {
  const story = amounts({ megapixel: 3.981312, picture: 3 });
  expect(amountWords({ amounts: story, works: 3 })).toBe("4 megapixels, 3 pictures");
  const voice = amounts({ "1,000 characters": 1.234 });
  expect(amountWords({ amounts: voice, works: 2 })).toBe("1,234 characters");
  expect(amountWords({ amounts: amounts({ token: 1_801 }), works: 2 })).toBe("1,801 tokens");
  const split = amounts({ token: 1_801, "1M input tokens": 0.001234, "1M output tokens": 0.000567 });
  expect(amountWords({ amounts: split, works: 2 })).toBe("1,234 tokens in, 567 tokens out");
  expect(amountWords({ amounts: amounts({}), works: 2 })).toBe("2 pieces of work");
});

test("what one maker did without a known price is one line, what has a price one of its own", () => {
  const line = (fields: Partial<UsedLine>): UsedLine => ({
    month: "2026-11",
    kind: "photoshoot",
    provider: "astria",
    providerLabel: "Astria",
    model: null,
    isPaid: true,
    works: 1,
    amounts: amounts({}),
    prices: [],
    cost: { known: [], unknownOf: 1 },
    ...fields,
  });
  const training = line({ amounts: amounts({ training: 1 }) });
  const pictures = line({ amounts: amounts({ picture: 8 }), works: 8 });
  const read = (lines: UsedLine[]) => usedRows(lines).map((row) => row.amounts);
  expect(read([training, pictures])).toEqual(["1 training, 8 pictures"]);
  expect(read([training, { ...pictures, isPaid: false }])).toEqual([
    "1 training, and 8 pictures which may have been charged",
  ]);
  expect(read([{ ...pictures, isPaid: false }])).toEqual(["8 pictures, which may have been charged"]);
  const [both] = usedRows([training, { ...pictures, isPaid: false }]);
  expect(both?.quantities).toEqual([
    { figure: "1", unit: "training", isPaid: true },
    { figure: "8", unit: "pictures", isPaid: false },
  ]);
  const words = amounts({ "1M input tokens": 0.00204, "1M output tokens": 0.000645 });
  expect(usedRows([line({ amounts: words })])[0]?.quantities).toEqual([
    { figure: "2,040", unit: "tokens in", isPaid: true },
    { figure: "645", unit: "tokens out", isPaid: true },
  ]);
  const priced = { ...pictures, cost: { known: [usd(1)], unknownOf: 0 } };
  expect(read([training, priced])).toEqual(["1 training", "8 pictures"]);
});

test("of whom no price is known is said once, however many lines there are", () => {
  const line = (providerLabel: string, isKnown: boolean, model: string | null = null) => ({
    providerLabel,
    model,
    cost: isKnown ? { known: [usd(1)], unknownOf: 1 } : { known: [], unknownOf: 2 },
  });
  expect(unpricedSentence([line("Astria", false), line("Astria", false)])).toBe(
    "No price is known for Astria.",
  );
  expect(unpricedSentence([line("fal", false), line("OpenAI", true), line("Astria", false)])).toBe(
    "No price is known for fal and Astria.",
  );
  expect(unpricedSentence([line("OpenAI", true)])).toBeNull();
  const some = [
    line("OpenAI", true, "gpt-6-luna"),
    line("OpenAI", false, "gpt-image-2"),
    line("OpenAI", false),
  ];
  expect(unpricedSentence(some)).toBe("No price is known for GPT Image 2 at OpenAI and some work at OpenAI.");
});

test("no model is named whose price is known of other work", () => {
  const line = (isKnown: boolean, model: string) => ({
    providerLabel: "OpenAI",
    model,
    cost: isKnown ? { known: [usd(1)], unknownOf: 0 } : { known: [], unknownOf: 2 },
  });
  const luna = line(true, "gpt-6-luna");
  expect(unpricedSentence([luna, line(false, "gpt-6-luna + gpt-image-2")])).toBe(
    "No price is known for GPT Image 2 at OpenAI.",
  );
  expect(unpricedSentence([luna, line(false, "gpt-6-luna")])).toBeNull();
});

test("all that somebody has is said in one line, and what it cost in another, as far as it is known", () => {
  expect(sumWords({ jobs: 9, results: 34 })).toBe("9 jobs, 34 files");
  expect(sumWords({ jobs: 1, results: 0 })).toBe("1 job");
  expect(sumWords({ jobs: 0, results: 0 })).toBe("Nothing yet");
  expect(sumCostWords({ known: [], unknownOf: 12 })).toBe("No prices known");
  expect(sumCostWords({ known: [usd(0.8)], unknownOf: 0 })).toBe("$0.80");
  expect(sumCostWords({ known: [], unknownOf: 0 })).toBeNull();
});

test("a month has the name it has in UTC", () => {
  expect(monthWords("2026-01")).toBe("January 2026");
});
