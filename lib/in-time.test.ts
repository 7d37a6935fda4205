import { expect, test, vi } from "vitest";
import { inTime } from "./in-time";

test("work that is done in time gives what it gives, and leaves no timer behind", async () => {
  vi.useFakeTimers();
  expect(await inTime(1_000, async () => "done")).toBe("done");
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

test("work that goes on and on, and hears no signal, is not waited for", async () => {
  let signal: AbortSignal | undefined;
  const endless = inTime(20, (given) => {
    signal = given;
    return new Promise(() => {});
  });
  await expect(endless).rejects.toMatchObject({ name: "TimeoutError" });
  expect(signal?.aborted).toBe(true);
});

test("work that fails fails with its own error", async () => {
  const work = async () => {
    throw new Error("broken");
  };
  await expect(inTime(1_000, work)).rejects.toThrow("broken");
});
