import { expect, test } from "vitest";
import { fewAtOnce } from "./few-at-once";

const [one, other] = ["1", "2"].map((id) => ({ id, email: "", accessToken: "" })) as [Someone, Someone];
type Someone = Parameters<ReturnType<typeof fewAtOnce>>[0];

test("a user may do so many at once, whoever else does, and more once one of them is over", async () => {
  const twoAtOnce = fewAtOnce(2);
  const held = Promise.withResolvers<string>();
  const first = twoAtOnce(one, () => held.promise);
  const failing = Promise.withResolvers<string>();
  const second = twoAtOnce(one, () => failing.promise);
  let isBegun = false;
  const third = twoAtOnce(one, async () => (isBegun = true));
  await expect(third).rejects.toMatchObject({ name: "LimitReached", retryAfterSeconds: 2 });
  expect(isBegun).toBe(false);
  expect(await twoAtOnce(other, async () => "mine")).toBe("mine");
  failing.reject(new Error("broken"));
  await expect(second).rejects.toThrow("broken");
  expect(await twoAtOnce(one, async () => "again")).toBe("again");
  held.resolve("done");
  expect(await first).toBe("done");
});
