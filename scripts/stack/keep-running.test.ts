import { expect, test } from "vitest";
import { keepRunning } from "./keep-running";
import type { Part } from "./processes";

/** A part that is nothing but its end. */
function partOf(exited: Promise<number | null>, name = "database"): Part {
  const unasked = (): never => {
    throw new Error("nobody asks for this");
  };
  return {
    name,
    pid: 0,
    exited,
    output: () => "",
    tail: () => "its last words",
    stop: unasked,
    kill: unasked,
  };
}

const dead = partOf(Promise.resolve(1));
const forEver = new Promise<never>(() => undefined);

/** Keeps a part that has died; `again` says what comes of each start. */
function keep(again: (nth: number) => Promise<Part>, isPossible?: () => boolean) {
  const words: string[] = [];
  const stopping = new AbortController();
  let starts = 0;
  const last = keepRunning(dead, {
    again: () => again(++starts),
    isPossible,
    say: (said) => void words.push(said),
    stopping: stopping.signal,
    scale: 0.000_1,
  });
  return { last, words, stop: () => stopping.abort(), starts: () => starts };
}

test("a part that dies is started again, and what it said last is shown", async () => {
  const kept = keep(async () => partOf(forEver));
  await expect.poll(() => kept.words.at(-1)).toBe("runs again");
  expect(kept.words[0]).toMatch(/ended by itself:\nits last words\n; it is started again in 1 s/);
  expect(kept.starts()).toBe(1);
});

test("one that was killed is said to be, and nothing that it printed at its start", async () => {
  const killed = partOf(Promise.resolve(null));
  const words: string[] = [];
  const stopping = new AbortController();
  void keepRunning(killed, {
    again: async () => partOf(forEver),
    say: (said) => void words.push(said),
    stopping: stopping.signal,
    scale: 0.000_1,
  });
  await expect.poll(() => words).toEqual(["it was killed; it is started again in 1 s", "runs again"]);
  stopping.abort();
});

test("one that cannot be started again is tried seven times, after longer and longer pauses, and then given up", async () => {
  const kept = keep(async () => {
    throw new Error("No.");
  });
  expect(await kept.last).toBe(dead);
  expect(kept.words.map((said) => / in (\d+) s$/.exec(said)?.[1])).toEqual([
    "1",
    "2",
    "5",
    "10",
    "20",
    "30",
    "60",
  ]);
});

test("one that could not run is not tried until it could", async () => {
  let looks = 0;
  const kept = keep(
    async () => partOf(forEver),
    () => ++looks > 20,
  );
  await expect.poll(() => kept.words).toContain("runs again");
  expect(kept.starts()).toBe(1);
  expect(kept.words).toContain("waits for room on its disk");
});

test("what is stopped is not started again", async () => {
  const stopping = new AbortController();
  stopping.abort();
  let isStarted = false;
  const again = async () => {
    isStarted = true;
    return partOf(forEver);
  };
  const kept = keepRunning(dead, { again, say: () => undefined, stopping: stopping.signal, scale: 0 });
  expect(await Promise.race([kept, new Promise((resolve) => void setImmediate(resolve, "quiet"))])).toBe(
    "quiet",
  );
  expect(isStarted).toBe(false);
});
