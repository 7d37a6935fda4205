import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { askUnseen } from "./use-unseen";

const page = { visibilityState: "hidden" };
const browser = { onLine: true };

beforeEach(() => {
  Object.assign(page, { visibilityState: "hidden" });
  browser.onLine = true;
  vi.useFakeTimers();
  vi.stubGlobal("document", page);
  vi.stubGlobal("navigator", browser);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a hidden page asks once a minute, however it is answered, until it is told to stop", () => {
  const ask = vi.fn<() => Promise<unknown>>(() => Promise.reject(new Error("No line")));
  const stop = askUnseen(ask);
  vi.advanceTimersByTime(59_000);
  expect(ask).not.toHaveBeenCalled();
  vi.advanceTimersByTime(121_000);
  expect(ask).toHaveBeenCalledTimes(3);
  stop();
  vi.advanceTimersByTime(600_000);
  expect(ask).toHaveBeenCalledTimes(3);
});

test("one that is seen, or has no connection, asks nothing so", () => {
  const ask = vi.fn<() => Promise<unknown>>(() => Promise.resolve());
  const stop = askUnseen(ask);
  page.visibilityState = "visible";
  vi.advanceTimersByTime(120_000);
  Object.assign(page, { visibilityState: "hidden" });
  browser.onLine = false;
  vi.advanceTimersByTime(120_000);
  expect(ask).not.toHaveBeenCalled();
  stop();
});
