import { expect, test } from "vitest";
import { together } from "./together";

test("who asks the same at once is given one answer, who asks something else or later another", async () => {
  const once = together<number>();
  let asked = 0;
  const ask = async () => ++asked;
  expect(await Promise.all([once("a", ask), once("a", ask), once("b", ask)])).toEqual([1, 1, 2]);
  expect(await once("a", ask)).toBe(3);
});

test("a failure is told to all who asked, and not kept", async () => {
  const once = together<number>();
  const fail = () => Promise.reject(new Error("away"));
  const answers = await Promise.allSettled([once("a", fail), once("a", fail)]);
  expect(answers.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(await once("a", async () => 1)).toBe(1);
});
