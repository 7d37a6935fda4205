import { expect, test } from "vitest";
import { commandOf, menuKey, pressOf, type Pending } from "./press";

const down = (key: string, more: object = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  repeat: false,
  timeStamp: 0,
  ...more,
});
const commands = [{ keys: ["g", "j"] }, { keys: ["g", "l"] }, { keys: ["j"] }, { keys: [menuKey] }];

/** What keys lead to, pressed one after another at these moments. */
function played(...keys: Array<readonly [key: string, at: number]>): string[] {
  let pending: Pending = null;
  return keys.flatMap(([key, at]) => {
    const meant = commandOf(commands, { key, at }, pending);
    pending = meant.pending;
    return meant.command ? [meant.command.keys.join(" ")] : [];
  });
}

test("a key counts by itself, with a modifier only the menu's, and none while something is composed", () => {
  expect(pressOf(down("j"), true)?.key).toBe("j");
  expect(pressOf(down("?"), true)?.key).toBe("?");
  for (const more of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { isComposing: true }])
    expect(pressOf(down("j", more), true)).toBeNull();
  expect(pressOf(down("k", { ctrlKey: true }), true)?.key).toBe(menuKey);
  expect(pressOf(down("K", { metaKey: true }), true)?.key).toBe(menuKey);
  expect(pressOf(down("k", { ctrlKey: true, metaKey: true }), true)).toBeNull();
  expect(pressOf(down("k", { ctrlKey: true, altKey: true }), true)).toBeNull();
  for (const key of ["J", "Enter", " ", "Escape", "ArrowDown", "é", "1"])
    expect(pressOf(down(key), true)).toBeNull();
});

test("switched off, no single key counts, and the menu's does", () => {
  expect(pressOf(down("?"), false)).toBeNull();
  expect(pressOf(down("j"), false)).toBeNull();
  expect(pressOf(down("k", { metaKey: true }), false)?.key).toBe(menuKey);
});

test("a key that is held down moves on, and does nothing else again", () => {
  expect(pressOf(down("j", { repeat: true }), true)?.key).toBe("j");
  expect(pressOf(down("x", { repeat: true }), true)).toBeNull();
  expect(pressOf(down("k", { ctrlKey: true, repeat: true }), true)).toBeNull();
});

test("two keys are one command where the second comes in time, else each counts by itself", () => {
  expect(played(["g", 0], ["j", 400])).toEqual(["g j"]);
  expect(played(["g", 0], ["j", 4_000])).toEqual(["j"]);
  expect(played(["g", 0], ["x", 100], ["j", 200])).toEqual(["j"]);
  expect(played(["g", 0], ["g", 1_000], ["l", 2_000])).toEqual(["g l"]);
  expect(played(["j", 0], ["g", 10], ["j", 20], ["j", 30])).toEqual(["j", "g j", "j"]);
});
