import { expect, test, vi } from "vitest";
import { StartKeys } from "./start-keys";

test("what is sent again after a lost answer has the key of the first time, also after other tries", () => {
  const keys = new StartKeys();
  const first = keys.of("a fox");
  expect(keys.of("a fox")).toBe(first);
  expect(keys.of("a wolf")).not.toBe(first);
  expect(keys.of("a fox")).toBe(first);
});

test("what has arrived is sent with another key next time", () => {
  const keys = new StartKeys();
  const [fox, wolf] = [keys.of("a fox"), keys.of("a wolf")];
  keys.forget("a fox");
  expect(keys.of("a fox")).not.toBe(fox);
  expect(keys.of("a wolf")).toBe(wolf);
  keys.forgetAll();
  expect(keys.of("a wolf")).not.toBe(wolf);
});

/** A form before and after reloads: what is kept is all that they share. */
function reloads() {
  let kept: string | null = null;
  const store = { read: () => kept, write: (text: string | null) => (kept = text) };
  return { load: () => new StartKeys(store), kept: () => kept, spoil: (text: string) => (kept = text) };
}

test("a key that is kept is the same after a reload, whatever else is sent before and after it", () => {
  const form = reloads();
  const fox = form.load().of("a fox");
  const again = form.load();
  expect(again.of("a fox")).toBe(fox);
  const wolf = again.of("a wolf");
  expect(again.of("a fox")).toBe(fox);
  const third = form.load();
  expect([third.of("a fox"), third.of("a wolf")]).toEqual([fox, wolf]);
});

test("what has arrived is kept no longer, and takes no other key along", () => {
  const form = reloads();
  const keys = form.load();
  const [fox, wolf] = [keys.of("a fox"), keys.of("a wolf")];
  keys.forget("a fox");
  expect(form.load().of("a wolf")).toBe(wolf);
  expect(form.load().of("a fox")).not.toBe(fox);
  const last = form.load();
  last.forgetAll();
  expect(form.kept()).toBeNull();
});

test("a key is kept for ten minutes: whoever asks for the same later wants another", () => {
  vi.useFakeTimers();
  const form = reloads();
  const fox = form.load().of("a fox");
  vi.advanceTimersByTime(9 * 60_000);
  expect(form.load().of("a fox")).toBe(fox);
  vi.advanceTimersByTime(10 * 60_000);
  expect(form.load().of("a fox")).not.toBe(fox);
  vi.useRealTimers();
});

test.each(["", "null", "{", '{"body":"a fox"}', '[null,1,{"body":"a fox","key":7,"sentAt":1}]'])(
  "what somebody else has written there is no key: %s",
  (text) => {
    const form = reloads();
    form.spoil(text);
    expect(form.load().of("a fox")).toMatch(/./);
  },
);
