import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { seldom } from "./seldom";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("however often something is asked for, it is done at once and then once a rest, the last time after the last asking", () => {
  const doneAt: number[] = [];
  const start = Date.now();
  const { ask } = seldom(() => doneAt.push(Date.now() - start), 3_000);
  for (let ms = 0; ms < 5_000; ms += 100) {
    ask();
    vi.advanceTimersByTime(100);
  }
  vi.advanceTimersByTime(20_000);
  expect(doneAt).toEqual([0, 3_000, 6_000]);
  ask();
  expect(doneAt).toHaveLength(4);
});

test("nothing is done once it is stopped", () => {
  const act = vi.fn<() => void>();
  const { ask, stop } = seldom(act, 3_000);
  ask();
  ask();
  stop();
  vi.advanceTimersByTime(20_000);
  expect(act).toHaveBeenCalledOnce();
});
