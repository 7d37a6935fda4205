import { expect, test } from "vitest";
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
