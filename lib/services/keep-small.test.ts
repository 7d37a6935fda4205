import sharp from "sharp";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { keepSmall } from "./keep-small";
import { inTurn } from "./open-picture";

stubEnvironment();

const stored = vi.hoisted(() => new Set<string>());
vi.mock("@/lib/db/storage", () => ({
  storeFile: async (_bucket: string, path: string) => void stored.add(path),
}));

const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: "red" } })
  .png()
  .toBuffer();

beforeEach(() => {
  stored.clear();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => void vi.useRealTimers());

/** Has both places taken in which pictures are opened, until `open` is called. */
async function closed() {
  const { promise, resolve } = Promise.withResolvers<void>();
  const both = [inTurn(1, () => promise), inTurn(1, () => promise)];
  const open = async () => {
    resolve();
    await Promise.all(both);
  };
  return { open };
}

test("a picture that is kept has both its small ones beside it", async () => {
  await keepSmall("artifacts", "u/j/o/picture.png", picture, "image/png");
  expect([...stored].toSorted()).toEqual(["u/j/o/picture.png-256.webp", "u/j/o/picture.png-768.webp"]);
});

test("what has not been drawn after five seconds is never stored: its folder may have been emptied by then", async () => {
  const { open } = await closed();
  const kept = keepSmall("artifacts", "u/j/o/picture.png", picture, "image/png");
  await vi.advanceTimersByTimeAsync(5_000);
  await kept;
  await open();
  // Whoever is next in line has their turn, and by then everybody before them has had theirs.
  await Promise.all([inTurn(1, async () => undefined), inTurn(1, async () => undefined)]);
  await keepSmall("artifacts", "u/j/o/another.png", picture, "image/png");
  expect([...stored].filter((path) => path.includes("/picture.png"))).toEqual([]);
  expect(stored.size).toBe(2);
});

test("what is given up before its turn is let go at once, and is never done", async () => {
  const { open } = await closed();
  const [controller, draw] = [new AbortController(), vi.fn<() => Promise<void>>(async () => undefined)];
  const waiting = inTurn(1, draw, controller.signal);
  controller.abort(new Error("too late"));
  await expect(waiting).rejects.toThrow("too late");
  await open();
  await inTurn(1, async () => undefined);
  expect(draw).not.toHaveBeenCalled();
});
