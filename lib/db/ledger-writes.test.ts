import { expect, test, vi } from "vitest";
import { hasGrownSince, ledgerGrew, ledgerMark, ledgerWritten, onLedgerWrite } from "./ledger-writes";

test("whoever asked for it is told of a write, until that is ended", () => {
  const tell = vi.fn<() => void>();
  const stop = onLedgerWrite(tell);
  ledgerWritten();
  stop();
  ledgerWritten();
  expect(tell).toHaveBeenCalledTimes(1);
});

test("a job has grown since a mark if it is named after it, or nobody is, or so many are that they are forgotten", () => {
  const mark = ledgerMark();
  ledgerGrew(["one"]);
  expect([hasGrownSince(mark, "one"), hasGrownSince(mark, "two")]).toEqual([true, false]);
  expect(hasGrownSince(ledgerMark(), "one")).toBe(false);
  const later = ledgerMark();
  ledgerGrew(Array.from({ length: 10_001 }, (_, index) => `job-${index}`));
  expect(hasGrownSince(later, "two")).toBe(true);
  const last = ledgerMark();
  ledgerWritten();
  expect(hasGrownSince(last, "two")).toBe(true);
});
