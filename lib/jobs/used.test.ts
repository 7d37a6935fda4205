import { expect, test } from "vitest";
import { costOf, sumOf, usedUnits, type Amount, type UsedUnit, type UsedWork } from "./used";

const price = { usd: 0.1, per: "second", asOf: "2026-11-21", source: "x" } as const;

function work(given: Partial<Record<UsedUnit, Amount>>, more: Partial<UsedWork> = {}): UsedWork {
  const amounts = Object.fromEntries(usedUnits.map((unit) => [unit, given[unit] ?? { sum: 0, of: 0 }]));
  const which = { month: "2026-11", kind: "sora", provider: "fal", model: "m", isPaid: true, works: 1 };
  return { ...which, amounts: amounts as UsedWork["amounts"], ...more };
}

test("work costs its amount in the unit that its price is of, and no other", () => {
  const film = work({ second: { sum: 12, of: 3 }, token: { sum: 9_000, of: 3 } }, { works: 3 });
  expect(costOf(film, price)).toEqual({ known: [{ currency: "USD", amount: 1.2 }], unknownOf: 0 });
  expect(costOf(film, { ...price, per: "picture" })).toEqual({ known: [], unknownOf: 3 });
});

test("what has no price, no amount, or may not have been paid for, is not known, and no price is made up", () => {
  expect(costOf(work({ second: { sum: 8, of: 1 } }), null)).toEqual({ known: [], unknownOf: 1 });
  expect(costOf(work({}), price)).toEqual({ known: [], unknownOf: 1 });
  const unsure = work({ second: { sum: 8, of: 2 } }, { isPaid: false, works: 2 });
  expect(costOf(unsure, price)).toEqual({ known: [], unknownOf: 2 });
  const half = work({ second: { sum: 8, of: 1 } }, { works: 2 });
  expect(costOf(half, price)).toEqual({ known: [{ currency: "USD", amount: 0.8 }], unknownOf: 1 });
});

test("sums are to a millionth: three times a tenth is three tenths, and small prices are not lost", () => {
  expect(costOf(work({ second: { sum: 3, of: 1 } }), price).known).toEqual([
    { currency: "USD", amount: 0.3 },
  ]);
  const small = costOf(work({ second: { sum: 1, of: 1 } }), { ...price, usd: 0.0000024 });
  expect(small.known).toEqual([{ currency: "USD", amount: 0.000002 }]);
  const tenths = Array.from({ length: 3 }, () => ({
    known: [{ currency: "USD", amount: 0.1 }],
    unknownOf: 0,
  }));
  expect(sumOf(tenths).known).toEqual([{ currency: "USD", amount: 0.3 }]);
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
