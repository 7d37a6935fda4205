import { expect, test } from "vitest";
import { chapterList } from "./chapters";

test("a name that is too long is cut between two characters", () => {
  const list = Buffer.from(chapterList([{ name: "灯".repeat(90), fromFrame: 30 }]));
  expect(list.readUInt8(8)).toBe(1);
  expect(list.readBigUInt64BE(9)).toBe(10_000_000n);
  expect(list.readUInt8(17)).toBe(255);
  expect(list.subarray(18).toString()).toBe("灯".repeat(85));
});

test("no more chapters are listed than can be counted", () => {
  const list = chapterList(Array.from({ length: 300 }, (_, n) => ({ name: "x", fromFrame: n })));
  expect([list[8], list.length]).toEqual([255, 9 + 255 * 10]);
});
