import { expect, test } from "vitest";
import type { DeliveryView } from "@/lib/jobs/endpoint-view";
import { askDeliveriesAgainIn, failuresIn } from "./use-deliveries";

const now = Date.parse("2026-11-21T12:00:00.000Z");
const waiting = (nextTryAt: string | null) => ({ state: "waiting", nextTryAt }) as DeliveryView;

test("deliveries are asked for more often while one of them is about to be tried", () => {
  const calm = askDeliveriesAgainIn([], now);
  const soon = askDeliveriesAgainIn([waiting("2026-11-21T12:00:05.000Z")], now);
  expect(soon).toBeLessThan(calm);
  expect(askDeliveriesAgainIn([waiting(null)], now)).toBe(soon);
  expect(askDeliveriesAgainIn([waiting("2026-11-21T14:00:00.000Z")], now)).toBe(calm);
  expect(askDeliveriesAgainIn([{ ...waiting(null), state: "delivered" }], now)).toBe(calm);
});

test("a try that is not taken is told from what was known, and one that is taken, or was not made yet, is none", () => {
  const tried = (tries: number, state: DeliveryView["state"] = "waiting") =>
    failuresIn([{ ...waiting(null), id: "a", tries, state }]);
  expect(new Set([tried(1), tried(2), tried(2, "failed")])).toHaveLength(3);
  expect([tried(0), tried(1, "delivered")]).toEqual([failuresIn([]), failuresIn([])]);
});
