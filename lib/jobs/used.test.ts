import { expect, test } from "vitest";
import { costOf, sumOf, usedUnits, type UsedUnit, type UsedWork } from "./used";

const price = { usd: 0.1, per: "second", asOf: "2026-11-21", source: "x" } as const;

function work(given: Partial<Record<UsedUnit, number>>, more: Partial<UsedWork> = {}): UsedWork {
  const amounts = Object.fromEntries(usedUnits.map((unit) => [unit, given[unit] ?? null]));
  const which = { month: "2026-11", kind: "sora", provider: "fal", model: "m", isPaid: true, works: 1 };
  return { ...which, amounts: amounts as UsedWork["amounts"], ...more };
}
const known = (amount: number) => ({ known: [{ currency: "USD", amount }], unknownOf: 0 });
const unknown = (unknownOf: number) => ({ known: [], unknownOf });

test("work costs its amount in the unit that its price is of, and no other", () => {
  const film = work({ second: 12, token: 9_000 }, { works: 3 });
  expect(costOf(film, [price])).toEqual(known(1.2));
  expect(costOf(film, [{ ...price, per: "picture" }])).toEqual(unknown(3));
});

test("what has no price, no amount, or may not have been paid for, is not known, and no price is made up", () => {
  expect(costOf(work({ second: 8 }), [])).toEqual(unknown(1));
  expect(costOf(work({}), [price])).toEqual(unknown(1));
  expect(costOf(work({ second: 8 }, { isPaid: false, works: 2 }), [price])).toEqual(unknown(2));
});

test("what is paid by tokens costs what went in and what came out, and is not known where either was not counted", () => {
  const tokens = [
    { ...price, usd: 2, per: "1M input tokens" },
    { ...price, usd: 8, per: "1M output tokens" },
  ] as const;
  const split = { token: 3_500, "1M input tokens": 0.003, "1M output tokens": 0.0005 };
  expect(costOf(work(split), tokens)).toEqual(known(0.01));
  expect(costOf(work({ token: 3_500 }), tokens)).toEqual(unknown(1));
  // A drawing writer is paid by both: a picture alone tells half of it.
  const drawing = [...tokens, { ...price, usd: 0.04, per: "picture" }] as const;
  expect(costOf(work({ ...split, picture: 1 }), drawing)).toEqual(known(0.05));
  expect(costOf(work({ picture: 1 }), drawing)).toEqual(unknown(1));
});

test("a training and the pictures of its model each cost their own price", () => {
  const shoot = [
    { ...price, usd: 1.5, per: "training" },
    { ...price, usd: 0.1, per: "picture" },
  ] as const;
  expect(costOf(work({ training: 1 }), shoot)).toEqual(known(1.5));
  expect(costOf(work({ picture: 8 }, { works: 8 }), shoot)).toEqual(known(0.8));
  expect(costOf(work({ training: 1 }), shoot.slice(1))).toEqual(unknown(1));
});

test("sums are to a millionth: three times a tenth is three tenths, and small prices are not lost", () => {
  expect(costOf(work({ second: 3 }), [price])).toEqual(known(0.3));
  expect(costOf(work({ second: 1 }), [{ ...price, usd: 0.0000024 }])).toEqual(known(0.000002));
  expect(sumOf([known(0.1), known(0.1), known(0.1)])).toEqual(known(0.3));
});

test("two currencies are never added", () => {
  const costs = [
    { known: [{ currency: "USD", amount: 1 }], unknownOf: 1 },
    { known: [{ currency: "EUR", amount: 2 }], unknownOf: 0 },
    { known: [{ currency: "USD", amount: 0.5 }], unknownOf: 2 },
  ];
  expect(sumOf(costs)).toEqual({
    known: [
      { currency: "EUR", amount: 2 },
      { currency: "USD", amount: 1.5 },
    ],
    unknownOf: 3,
  });
  expect(sumOf([])).toEqual({ known: [], unknownOf: 0 });
});
