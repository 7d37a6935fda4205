import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { gathered } from "./gathered";

vi.mock("node:timers/promises", () => ({
  setTimeout: (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms)),
}));
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Work that takes 100 ms. */
function work(most: number) {
  const seen = { runs: 0, atOnce: 0, mostAtOnce: 0 };
  const ask = gathered(most, async () => {
    seen.runs++;
    seen.mostAtOnce = Math.max(seen.mostAtOnce, ++seen.atOnce);
    await new Promise((resolve) => void setTimeout(resolve, 100));
    seen.atOnce--;
  });
  return { seen, ask };
}

test("one run serves all who ask at the same moment", async () => {
  const { seen, ask } = work(2);
  const asked = Promise.all(Array.from({ length: 50 }, ask));
  await vi.advanceTimersByTimeAsync(120);
  await asked;
  expect(seen.runs).toBe(1);
});

test("whoever asks while a run is under way is served by one that begins later, and no more run at once than may", async () => {
  const { seen, ask } = work(1);
  const first = ask();
  await vi.advanceTimersByTimeAsync(50);
  const others = [ask(), ask(), ask()];
  await vi.advanceTimersByTimeAsync(70);
  await first;
  await vi.advanceTimersByTimeAsync(100);
  await Promise.all(others);
  expect(seen).toMatchObject({ runs: 2, mostAtOnce: 1 });
});
