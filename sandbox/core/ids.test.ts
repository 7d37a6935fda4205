import { expect, test } from "vitest";
import { birthOf, IdMint } from "./ids";

test("ids are unique, increasing, safe integers that carry their birth time", () => {
  let now = Date.UTC(2026, 10, 21);
  const mint = new IdMint(() => now);
  const ids = Array.from({ length: 500 }, () => mint.next());
  now -= 5_000;
  ids.push(mint.next());
  expect(ids.every((id, n) => n === 0 || id > (ids[n - 1] ?? 0))).toBe(true);
  expect(ids.every(Number.isSafeInteger)).toBe(true);
  expect(birthOf(ids[0] ?? 0)).toBe(Date.UTC(2026, 10, 21));
});

test("an id of an earlier run is never given again", () => {
  const mint = new IdMint(() => 1_000);
  mint.seen(1_000_005);
  expect(mint.next()).toBe(1_000_006);
});
