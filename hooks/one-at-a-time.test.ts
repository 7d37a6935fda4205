import { expect, test } from "vitest";
import { oneAtATime } from "./one-at-a-time";

test("asked for often while it runs, it runs once more, and never twice at once", async () => {
  const ends: (() => void)[] = [];
  let [atOnce, most] = [0, 0];
  const alone = oneAtATime();
  const work = async () => {
    most = Math.max(most, (atOnce += 1));
    await new Promise<void>((resolve) => ends.push(resolve));
    atOnce -= 1;
  };
  const ask = () => alone(work);
  const first = ask();
  const others = Array.from({ length: 17 }, ask);
  ends[0]?.();
  await first;
  await expect.poll(() => ends).toHaveLength(2);
  const late = ask();
  ends[1]?.();
  await Promise.all(others);
  await expect.poll(() => ends).toHaveLength(3);
  ends[2]?.();
  await late;
  expect(ends).toHaveLength(3);
  expect(most).toBe(1);
});

test("a run that fails ends none of those after it", async () => {
  let runs = 0;
  const alone = oneAtATime();
  const ask = () =>
    alone(async () => {
      runs += 1;
      if (runs === 1) throw new Error("away");
    });
  const first = ask();
  const second = ask();
  await expect(first).rejects.toThrow("away");
  await second;
  await ask();
  expect(runs).toBe(3);
});
