import { execFile } from "node:child_process";
import { setImmediate } from "node:timers/promises";
import { promisify } from "node:util";
import { createCanvas } from "@napi-rs/canvas";
import type { CodecContext } from "node-av";
import { expect, test, vi } from "vitest";
import { PieceFailed } from "@/lib/kinds/kind";
import type { Cue } from "@/lib/render/captions/cues";
import { viewAt } from "@/lib/render/motion";
import { native } from "@/lib/render/native";
import { renderSegment, type SegmentWork } from "@/lib/render/segment";
import { fadeFrames, fps } from "@/lib/render/timeline";
import { watch } from "@/tests/support/read-film";
import { busyPicture, pictureOf, plainPicture } from "@/tests/support/story-pictures";

const size = { width: 320, height: 180 };

async function workOf(more: Partial<SegmentWork> = {}): Promise<SegmentWork> {
  const signal = new AbortController().signal;
  return { picture: await busyPicture(1), next: null, index: 0, frames: 40, size, cues: [], signal, ...more };
}

interface Shown {
  at: number;
  isKey: boolean;
  luma: Uint8Array;
}

/** Its frames as a player shows them, without the bytes at the ends of rows. */
async function framesOf(mp4: Buffer): Promise<Shown[]> {
  const frames: Shown[] = [];
  await watch(mp4, ({ at, isKey, width, height, luma, rowBytes }) => {
    const tight = new Uint8Array(width * height);
    for (let row = 0; row < height; row += 1)
      tight.set(luma.subarray(row * rowBytes, row * rowBytes + width), row * width);
    frames.push({ at, isKey, luma: tight });
  });
  return frames;
}

const mean = (values: Uint8Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const difference = (one: Uint8Array, other: Uint8Array): number =>
  one.reduce((sum, value, n) => sum + Math.abs(value - (other[n] ?? 0)), 0) / one.length;

test("the same work gives the same bytes, however many are done at once, and other work other bytes", async () => {
  const cues: Cue[] = [{ fromFrame: 9, toFrame: 30, lines: ["The sea was calm."] }];
  const work = await workOf({ next: await busyPicture(2), cues });
  const [one, two, three] = await Promise.all([
    renderSegment(work),
    renderSegment(work),
    renderSegment(work),
  ]);
  expect(two.mp4.equals(one.mp4)).toBe(true);
  expect(three.mp4.equals(one.mp4)).toBe(true);
  expect((await renderSegment({ ...work, index: 1 })).mp4.equals(one.mp4)).toBe(false);
});

test("a segment has the frames it was asked for, each at its place, in groups that can be played alone", async () => {
  const { mp4, frames } = await renderSegment(await workOf({ frames: 125 }));
  const shown = await framesOf(mp4);
  expect([frames, shown.length]).toEqual([125, 125]);
  expect(shown.map(({ at }) => Math.round(at * fps * 1_000) / 1_000)).toEqual(shown.map((_, n) => n));
  const keys = shown.flatMap(({ isKey }, n) => (isKey ? [n] : []));
  expect(keys[0]).toBe(0);
  expect([...keys, 125].every((key, n) => n === 0 || key - (keys[n - 1] ?? 0) <= 60)).toBe(true);
});

test("the next picture comes through evenly, and is there alone with the next segment's first frame", async () => {
  const [dark, light] = [await plainPicture("#303030"), await plainPicture("#d0d0d0")];
  const before = await framesOf((await renderSegment(await workOf({ picture: dark, next: light }))).mp4);
  const after = await framesOf((await renderSegment(await workOf({ picture: light, index: 1 }))).mp4);
  const lumas = [...before, ...after].map(({ luma }) => mean(luma));
  const [first = 0, last = 0] = [lumas[0], lumas[40]];
  for (let fade = 0; fade < fadeFrames; fade += 1) {
    const expected = first + ((last - first) * (fade + 1)) / (fadeFrames + 1);
    expect(Math.abs((lumas[40 - fadeFrames + fade] ?? 0) - expected)).toBeLessThan(2);
  }
  expect(Math.abs((lumas[40 - fadeFrames - 1] ?? 0) - first)).toBeLessThan(1);
});

test("what is seen moves on over a seam as it moves within a scene", async () => {
  const dark = await plainPicture("#101010");
  const spot = await pictureOf((pen, { width, height }) => {
    pen.fillStyle = "#101010";
    pen.fillRect(0, 0, width, height);
    pen.fillStyle = "#fff";
    pen.fillRect(width * 0.7, height * 0.3, width * 0.08, height * 0.14);
  });
  const film = { width: 640, height: 360 };
  const laidOut = { width: 800, height: 450 };
  const first = await renderSegment(await workOf({ size: film, picture: dark, next: spot }));
  const second = await renderSegment(await workOf({ size: film, picture: spot, index: 1 }));
  const [before, after] = [await framesOf(first.mp4), await framesOf(second.mp4)];
  for (const local of [-6, -3, -2, -1, 0, 1, 2, 5, 20]) {
    const { luma } = (local < 0 ? before[40 + local] : after[local]) ?? { luma: new Uint8Array() };
    const { left, step } = viewAt(1, local, film, laidOut);
    // In a second it moves by four pixels.
    const expected = (0.74 * laidOut.width - left) / step;
    expect(Math.abs(middleOf(luma, film.width) - expected)).toBeLessThan(0.7);
  }
});

/** Where what is light is, across: in pixels. */
function middleOf(luma: Uint8Array, width: number): number {
  const ground = luma.reduce((least, value) => Math.min(least, value), 255);
  let [sum, weights] = [0, 0];
  luma.forEach((value, at) => {
    const weight = value - ground > 20 ? value - ground : 0;
    sum += ((at % width) + 0.5) * weight;
    weights += weight;
  });
  return sum / weights;
}

test("no two frames of a moving picture are the same, nor is any black", async () => {
  const frames = await framesOf(
    (await renderSegment(await workOf({ next: await busyPicture(3), frames: 60 }))).mp4,
  );
  for (const [n, { luma }] of frames.slice(1).entries()) {
    expect(mean(luma)).toBeGreaterThan(40);
    expect(difference(luma, frames[n]?.luma ?? luma)).toBeGreaterThan(0);
    expect(difference(luma, frames[n + 4]?.luma ?? frames[n - 4]?.luma ?? luma)).toBeGreaterThan(0.2);
  }
});

test("a caption comes, changes and goes with its cue, to a frame", async () => {
  const cues = [
    { fromFrame: 9, toFrame: 20, lines: ["Nobody knew", "what she carried."] },
    { fromFrame: 20, toFrame: 31, lines: ["It was the sea."] },
  ];
  const work = await workOf({ picture: await plainPicture("#808080") });
  const bare = await framesOf((await renderSegment(work)).mp4);
  const shown = await framesOf((await renderSegment({ ...work, cues })).mp4);
  const changes = shown.map(({ luma }, n) => difference(luma, bare[n]?.luma ?? luma));
  const one = changes.slice(9, 20);
  const two = changes.slice(20, 31);
  expect(Math.max(...changes.slice(0, 9), ...changes.slice(31))).toBeLessThan(0.5);
  // Each of them is the same in all its frames, and they differ: two lines, and one.
  expect(Math.min(...two)).toBeGreaterThan(1);
  expect(Math.min(...one)).toBeGreaterThan(Math.max(...two) * 1.5);
  expect(Math.max(...one) - Math.min(...one)).toBeLessThan(0.5);
  expect(Math.max(...two) - Math.min(...two)).toBeLessThan(0.5);
});

test.each(["landscape", "upright", "square"])(
  "a %s picture covers a film of any shape, in every move",
  async (shape) => {
    const sizes = { landscape: [600, 200], upright: [200, 600], square: [300, 300] };
    const [width = 0, height = 0] = sizes[shape as keyof typeof sizes];
    const picture = await plainPicture("#fff", { width, height });
    for (const index of [0, 1, 2, 3, 4, 5]) {
      const film = index % 2 ? { width: 96, height: 170 } : { width: 170, height: 96 };
      const { mp4 } = await renderSegment(await workOf({ picture, index, size: film, frames: 22 }));
      for (const { luma } of await framesOf(mp4)) expect(Math.min(...luma)).toBeGreaterThan(225);
    }
  },
);

const cut = (picture: Buffer): Buffer => picture.subarray(0, Math.floor(picture.length / 2));

test("a picture that is none, or breaks off, is said of its scene, and is to be made anew", async () => {
  const whole = await workOf();
  const png = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  );
  const webp = await createCanvas(40, 40).encode("webp");
  for (const picture of [png, webp]) await renderSegment({ ...whole, picture, frames: 22 });
  for (const picture of [Buffer.alloc(0), Buffer.from("<html>"), cut(whole.picture), cut(png), cut(webp)]) {
    const own = await renderSegment({ ...whole, picture, index: 2 }).catch((error: unknown) => error);
    expect(own).toBeInstanceOf(PieceFailed);
    expect(own).toMatchObject({
      reason: { code: "picture_unreadable", message: expect.stringMatching(/^Scene 3: /), retryable: true },
      spoils: [{ step: "assets", slot: 4 }],
    });
    const next = await renderSegment({ ...whole, next: picture, index: 2 }).catch((error: unknown) => error);
    expect(next).toMatchObject({
      reason: { message: expect.stringMatching(/^Scene 4: /) },
      spoils: [{ slot: 6 }],
    });
  }
});

test("a signal ends the work, before it begins and in its middle", async () => {
  const reason = new Error("The claim is lost.");
  const picture = Buffer.from("never read");
  const signal = AbortSignal.abort(reason);
  await expect(renderSegment(await workOf({ picture, signal }))).rejects.toBe(reason);
  const controller = new AbortController();
  // More frames than could be filmed while this test is waited for.
  const work = renderSegment(await workOf({ frames: 1_000_000, signal: controller.signal }));
  for (let turn = 0; turn < 300; turn += 1) await setImmediate();
  controller.abort(reason);
  await expect(work).rejects.toBe(reason);
});

test("every encoder that is opened is freed, whether its segment ends or is aborted", async () => {
  const { av } = await native();
  const opened = vi.spyOn(av.CodecContext.prototype, "open2");
  const freed = vi.spyOn(av.CodecContext.prototype, "freeContext");
  await renderSegment(await workOf());
  const controller = new AbortController();
  opened.mockImplementationOnce(function (this: CodecContext, ...given) {
    controller.abort(new Error("The claim is lost."));
    return this.open2(...given);
  });
  await expect(renderSegment(await workOf({ signal: controller.signal }))).rejects.toThrow(
    "The claim is lost.",
  );
  // The first of them was called for the second.
  expect(opened.mock.calls.length).toBe(3);
  expect(freed.mock.calls.length).toBe(2);
  vi.restoreAllMocks();
});

test("whoever shares the process has a turn between any two frames", async () => {
  const film = { width: 1280, height: 720 };
  const cues = [{ fromFrame: 9, toFrame: 60, lines: ["The sea was calm.", "Nobody knew."] }];
  // The first one loads what is native.
  await renderSegment(await workOf({ cues, frames: 22 }));
  const course = { isOver: false };
  const next = await busyPicture(2);
  const work = renderSegment(await workOf({ next, size: film, frames: 60, cues })).finally(() => {
    course.isOver = true;
  });
  let [longest, before] = [0, process.threadCpuUsage()];
  while (!course.isOver) {
    await setImmediate();
    const now = process.threadCpuUsage();
    longest = Math.max(longest, (now.user + now.system - before.user - before.system) / 1_000);
    before = now;
  }
  await work;
  // By the thread's own clock, as the machine may be busy otherwise: one frame takes 5 to 12 ms.
  expect(longest).toBeLessThan(100);
});

test(
  "memory stays where it is from segment to segment, ended and aborted ones",
  { timeout: 120_000 },
  async () => {
    const program = ["--import", "tsx", "tests/support/segment-memory.ts"];
    const { stdout } = await promisify(execFile)(process.execPath, program);
    const [first = 0, ...later] = stdout.trim().split("\n").map(Number);
    expect(later.length).toBe(3);
    // An encoder that is left open keeps 20 MB, and there are 6 segments between any two figures.
    expect(Math.max(...later) - first).toBeLessThan(60);
  },
);
