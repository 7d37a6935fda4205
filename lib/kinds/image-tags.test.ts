import { describe, expect, test } from "vitest";
import type { Job, Operation } from "@/lib/jobs/job";
import { at, jobWith, noon, operationWith, slotWork } from "@/tests/support/sample-jobs";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { imageTags } from "./image-tags";

stubEnvironment();
const engine = { provider: "openai-batches", model: "gpt-6-luna" };
const input = { count: 240, files: 2.5, isInline: true };

/** A batch of such a job that runs, unless told otherwise. */
const batch = (fields: Partial<Operation> = {}) =>
  operationWith({ step: "tagging", provider: "openai-batches", ...fields });
const full = { code: "queue_full", message: "Too much waits there.", retryable: true, charged: false };
const refused = (slot: number, fields: Partial<Operation> = {}) =>
  batch({ slot, state: "failed", error: full, endedAt: noon, ...fields });
const tooLarge = { code: "too_slow", message: "It takes too long.", retryable: true, charged: false };
const unreached = (slot: number, fields: Partial<Operation> = {}) =>
  batch({
    slot,
    state: "failed",
    error: { code: "no_result", message: "No.", retryable: true, charged: null },
    cursor: { file: 2, byte: 0, isEnd: true, tagged: 0, failed: 9, reasonCode: "link_failed" },
    endedAt: noon,
    ...fields,
  });
const tagged = (slot: number, cursor: Record<string, unknown>, fields: Partial<Operation> = {}) =>
  batch({ slot, state: "succeeded", cursor, keptAt: noon, ...fields });
const jobOf = (operations: Operation[], fields: Partial<Job> = {}) =>
  jobWith({ kind: "image_tags", input, operations, ...fields });

/** What each slot of the job is asked for. */
function pictures(operations: Operation[], attempt = 1, given = input) {
  const job = jobOf(operations, { attempt });
  const count = imageTags.slots(given, "tagging", job) ?? 0;
  return Array.from({ length: count }, (_, slot) => {
    const { pictures: range } = imageTags.request(slotWork(given, "tagging", slot, { job, engine }));
    return [range?.from, range?.to];
  });
}

describe("which pictures go into which batch", () => {
  test("as many as fill a file each, and the rest in the last one", () => {
    expect(pictures([])).toEqual([
      [0, 1],
      [1, 2],
      [2, 2.5],
    ]);
    expect(pictures([], 1, { ...input, files: 0.004 })).toEqual([[0, 0.004]]);
  });

  test("what the provider had no room for is halved in the next attempt: one half stays, one is a new batch", () => {
    const operations = [batch({ slot: 0 }), refused(1), batch({ slot: 2 })];
    expect(pictures(operations)).toHaveLength(3);
    expect(pictures(operations, 2)).toEqual([
      [0, 1],
      [1, 1.5],
      [2, 2.5],
      [1.5, 2],
    ]);
  });

  test("what could not be sent in time is halved too, by itself, until it is small enough for its way", () => {
    // So much gets there in time: a fifth of a file.
    const gone: number[] = [];
    let operations: Operation[] = [];
    let attempt = 1;
    for (; attempt < 8 && gone.length < 15; attempt++) {
      const now = attempt;
      const ends = pictures(operations, attempt).flatMap(([from = 0, to = 0], slot): Operation[] => {
        if (operations.some((each) => each.slot === slot && each.state === "succeeded")) return [];
        if (to - from > 0.2) return [refused(slot, { attempt: now, endedAt: at(now), error: tooLarge })];
        gone.push(to - from);
        return [tagged(slot, {}, { attempt: now })];
      });
      operations = [...operations, ...ends];
    }
    expect(gone.reduce((all, part) => all + part, 0)).toBe(2.5);
    expect(attempt).toBe(5);
    expect(imageTags.profile.steps[0]?.goesOnAfter).toContain("too_slow");
  });

  test("pictures whose links led nowhere are sent themselves in the next attempt, in as many files as they need", () => {
    const links = { count: 50_000, files: 1, isInline: false };
    const asked = (operations: Operation[], attempt: number) => {
      const job = jobOf(operations, { attempt, input: links });
      const count = imageTags.slots(links, "tagging", job) ?? 0;
      return Array.from(
        { length: count },
        (_, slot) => imageTags.request(slotWork(links, "tagging", slot, { job, engine })).pictures,
      );
    };
    expect(asked([unreached(0)], 1)).toEqual([{ from: 0, to: 1, isInline: false }]);
    const inside = asked([unreached(0)], 2);
    expect(inside[0]?.from).toBe(0);
    expect(inside.at(-1)?.to).toBe(1);
    for (const [index, range] of inside.entries()) {
      expect(range?.isInline).toBe(true);
      expect(inside[index + 1]?.from ?? 1).toBe(range?.to);
      // A picture of 48 KB takes 66 KB of a line; by links, a file has 50,000 of them.
      expect(((range?.to ?? 0) - (range?.from ?? 0)) * 50_000 * 66_000).toBeLessThanOrEqual(190e6);
    }
    const smaller = asked([unreached(0), refused(3, { attempt: 2, error: tooLarge })], 3);
    expect(smaller).toHaveLength(inside.length + 1);
    expect(smaller.at(-1)).toMatchObject({ to: inside[3]?.to, isInline: true });
  });

  test("a few pictures whose links led nowhere stay one batch", () => {
    const few = { count: 200, files: 200 / 50_000, isInline: false };
    const job = jobOf([unreached(0)], { attempt: 2, input: few });
    expect(imageTags.slots(few, "tagging", job)).toBe(1);
    expect(imageTags.request(slotWork(few, "tagging", 0, { job, engine })).pictures).toEqual({
      from: 0,
      to: 200 / 50_000,
      isInline: true,
    });
  });

  test("a half is halved again, and no batch moves that was there before", () => {
    const first = [refused(0), refused(1, { endedAt: at(1) })];
    const before = pictures(first, 2);
    const again = [...first, refused(3, { attempt: 2 }), refused(0, { attempt: 2, endedAt: at(1) })];
    const after = pictures(again, 3);
    expect(before.slice(0, 3)).toEqual([
      [0, 0.5],
      [1, 1.5],
      [2, 2.5],
    ]);
    expect(after[3]).toEqual([0.5, 0.75]);
    expect(after.slice(5)).toEqual([
      [0.75, 1],
      [0.25, 0.5],
    ]);
    const untouched = [1, 2, 4];
    for (const slot of untouched) expect(after[slot]).toEqual(before[slot]);
  });

  test("in the order in which it was refused, whatever the order of the record", () => {
    const operations = [refused(1, { endedAt: at(5) }), refused(0, { endedAt: at(9) })];
    expect(pictures(operations, 2)).toEqual(pictures(operations.toReversed(), 2));
    expect(pictures(operations, 2).slice(3)).toEqual([
      [1.5, 2],
      [0.5, 1],
    ]);
  });

  test("every picture is in one batch, however often they are halved, and none is smaller than a 64th of a file", () => {
    let operations: Operation[] = [];
    let attempt = 1;
    for (; attempt < 12; attempt++) {
      const count = pictures(operations, attempt).length;
      const ends = Array.from({ length: count }, (_, slot) =>
        refused(slot, { attempt, endedAt: at(attempt) }),
      );
      operations = [...operations, ...ends];
    }
    const ranges = pictures(operations, attempt).toSorted(([a = 0], [b = 0]) => a - b);
    expect(ranges).toHaveLength(2.5 * 64);
    expect(ranges[0]?.[0]).toBe(0);
    expect(ranges.at(-1)?.[1]).toBe(2.5);
    for (const [index, [from = 0, to = 0]] of ranges.entries()) {
      expect(to - from).toBe(1 / 64);
      expect(ranges[index + 1]?.[0] ?? to).toBe(to);
    }
  });

  test("a batch that ended otherwise is asked for again as it was", () => {
    const lost = refused(0, { error: { ...full, code: "server_error" } });
    expect(pictures([lost], 2)).toEqual(pictures([]));
  });
});

test("a batch is asked for with the model of the record, inside or by links as the record says", () => {
  expect(imageTags.request(slotWork(input, "tagging", 2, { engine }))).toEqual({
    provider: "openai-batches",
    body: { model: "gpt-6-luna" },
    pictures: { from: 2, to: 2.5, isInline: true },
  });
  expect(() => imageTags.request(slotWork(input, "tagging", 3, { engine }))).toThrow("no pictures");
});

describe("what a user sees of it", () => {
  test("how many images, in words", () => {
    expect([imageTags.title(input), imageTags.opening(input)]).toEqual(["240 images", "Chose 240 images"]);
    expect(imageTags.title({ ...input, count: 1 })).toBe("1 image");
    expect(imageTags.title({ ...input, count: 50_000 })).toBe("50,000 images");
  });

  test("while it runs: how many its provider is done with, batch by batch", () => {
    const running = batch({ slot: 0, output: { files: [], parts: { done: 22, of: 100 } } });
    const over = tagged(
      1,
      { file: 2, byte: 0, isEnd: true, tagged: 97, failed: 3 },
      { output: { files: [], parts: { done: 100, of: 100 }, tokensUsed: 5_000 } },
    );
    const starting = batch({ slot: 2, state: "starting", providerRef: null });
    expect(imageTags.details?.(jobOf([running, over, starting]))).toEqual({
      total: 240,
      done: 122,
      tagged: 97,
      failed: 3,
      left: 140,
      tokens: 5_000,
      batches: [
        { id: "ref:tagging-0-1", done: 22, of: 100, tagged: 0, failed: 0, isOver: false },
        { id: "ref:tagging-1-1", done: 100, of: 100, tagged: 97, failed: 3, isOver: true },
      ],
    });
  });

  test("a batch is over once its tags are kept, not while they are being read", () => {
    const read = tagged(0, { file: 0, byte: 900, tagged: 60, failed: 0 }, { keptAt: null });
    expect(imageTags.details?.(jobOf([read]))).toMatchObject({ done: 60, batches: [{ isOver: false }] });
    const failed = batch({ state: "failed" });
    expect(imageTags.details?.(jobOf([failed]))).toMatchObject({ done: 0, batches: [{ isOver: true }] });
  });

  test("at the end: what was tagged, what failed, and all else as left", () => {
    const first = tagged(
      0,
      { file: 2, byte: 0, isEnd: true, tagged: 60, failed: 3 },
      {
        output: { files: [], tokensUsed: 900 },
      },
    );
    const second = tagged(1, { file: 2, byte: 0, isEnd: true, tagged: 40, failed: 0 });
    const result = imageTags.profile.result?.(jobOf([first, second, refused(2)]));
    expect(result).toEqual({
      tagged: 100,
      failed: 3,
      left: 137,
      batchIds: ["ref:tagging-0-1", "ref:tagging-1-1", "ref:tagging-2-1"],
      tokensUsed: 900,
    });
  });
});

test("what a batch tagged counts though another was sent in its place, and what failed there does not twice", () => {
  const first = tagged(0, { file: 0, byte: 9, tagged: 60, failed: 3 }, { state: "canceled", keptAt: null });
  const again = tagged(0, { file: 1, byte: 0, isEnd: true, tagged: 39, failed: 1 }, { attempt: 2 });
  expect(imageTags.profile.result?.(jobOf([first, again]))).toMatchObject({
    tagged: 99,
    failed: 1,
    left: 140,
  });
});

describe("a batch that is taken to its end", () => {
  const end = { file: 2, byte: 0, isEnd: true };
  const verdict = (cursor: Record<string, unknown>, fields: Partial<Operation> = {}) =>
    imageTags.rows?.["tagging"]?.spoilt?.(batch({ state: "succeeded", cursor, ...fields }));

  test("is a result if it tagged anything", () => {
    expect(verdict({ ...end, tagged: 1, failed: 99 })).toBeNull();
  });

  test("is none if every image failed: it says why most of them did, and what that cost", () => {
    const reason = "The model would not describe it.";
    const paid = { output: { files: [], tokensUsed: 70 } };
    expect(verdict({ ...end, tagged: 0, failed: 9, reason, reasonCode: "refused" }, paid)).toEqual({
      code: "no_result",
      message: `No image could be tagged. Most often: ${reason}`,
      retryable: true,
      charged: true,
    });
    expect(verdict({ ...end, failed: 9 }, { output: { files: [], tokensUsed: 0 } })).toMatchObject({
      charged: false,
    });
  });

  test("says that nothing was charged only where it is known", () => {
    expect(verdict({ ...end, failed: 9 })).toMatchObject({ charged: null });
    const counted = { files: [], parts: { done: 9, of: 9 } };
    for (const output of [counted, { ...counted, isCutShort: true }]) {
      const error = verdict(end, { output });
      expect([error?.charged, error?.message]).toEqual([null, expect.not.stringContaining("charged")]);
      expect(verdict(end, { output: { ...output, tokensUsed: 5 } })).toMatchObject({
        charged: true,
        message: expect.not.stringContaining("charged"),
      });
    }
    const none = verdict(end, { output: { files: [], parts: { done: 0, of: 9 } } });
    expect([none?.charged, none?.message]).toEqual([false, expect.stringContaining("Nothing was charged")]);
  });

  test("says that Retry sends the pictures themselves where links led nowhere", () => {
    const message = expect.stringMatching(/inside the request\.$/);
    expect(verdict({ ...end, failed: 9, reasonCode: "link_failed" })).toMatchObject({
      message,
      retryable: true,
    });
    expect(verdict({ ...end, failed: 9, reasonCode: "refused" })?.message).not.toContain("inside");
  });

  test("is none if nothing was done, and nobody paid", () => {
    const cut = { output: { files: [], isCutShort: true } };
    const free = { retryable: true, charged: false };
    expect(verdict({ ...end, tagged: 0, failed: 0 }, cut)).toMatchObject({ code: "expired", ...free });
    expect(verdict({ ...end, tagged: 0, failed: 0 })).toMatchObject({ code: "no_result", ...free });
  });
});
