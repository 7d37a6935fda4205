import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { StatusUpdate } from "@/lib/jobs/status-update";
import { updateFixture } from "@/tests/support/status-update";
import { Coalescer, windowMs } from "./coalesce";

const updateOf = (id: number, more: Partial<StatusUpdate> = {}) => updateFixture({ id, jobId: "a", ...more });

/** One listener on a clock of its own: what it is told, and when. */
function listener() {
  const coalescer = new Coalescer<number>();
  const told: Array<{ id: number; place: number; at: number; update: StatusUpdate }> = [];
  const keep = (at: number, now: ReturnType<typeof coalescer.flush>) =>
    told.push(...now.map(({ update, place }) => ({ id: update.id, place, at, update })));
  const pass = (to: number) => {
    while (coalescer.dueAt <= to && coalescer.dueAt < Infinity)
      keep(coalescer.dueAt, coalescer.flush(coalescer.dueAt));
  };
  const offer = (at: number, update: StatusUpdate, place = update.id) => {
    pass(at);
    keep(at, coalescer.offer(update, place, at));
  };
  return { told, offer, pass };
}

test("10,000 rows of progress in a minute are four updates a second, and the last of them is told", () => {
  const { told, offer, pass } = listener();
  for (let n = 1; n <= 10_000; n++) offer(n * 6, updateOf(n));
  pass(Infinity);
  expect(told.length).toBeGreaterThanOrEqual(230);
  expect(told.length).toBeLessThanOrEqual(242);
  expect(told.at(-1)?.id).toBe(10_000);
});

test("10,000 rows of progress in a minute, of 20 jobs, are four updates a second of each", () => {
  const { told, offer, pass } = listener();
  for (let n = 1; n <= 10_000; n++) offer(n * 6, updateOf(n, { jobId: String(n % 20) }));
  pass(Infinity);
  expect(told.length).toBeLessThanOrEqual(20 * 242);
});

test("a change of status is told at once, after what is held of others, and what it replaces is not", () => {
  const { told, offer } = listener();
  offer(0, updateOf(1));
  offer(1, updateOf(2, { jobId: "b" }));
  offer(10, updateOf(3));
  offer(11, updateOf(4, { jobId: "b" }));
  expect(told.map(({ id }) => id)).toEqual([1, 2]);
  offer(12, updateOf(5, { status: "completed", event: "completed" }));
  expect(told.map(({ id, at }) => [id, at])).toEqual([
    [1, 0],
    [2, 1],
    [4, 12],
    [5, 12],
  ]);
});

test("what is held is told after a quarter of a second, and no later", () => {
  const { told, offer, pass } = listener();
  offer(0, updateOf(1));
  offer(200, updateOf(2));
  offer(210, updateOf(3));
  pass(1_000);
  expect(told.map(({ id, at }) => [id, at])).toEqual([
    [1, 0],
    [3, windowMs],
  ]);
});

test("another attempt in the same status is told at once", () => {
  const { told, offer } = listener();
  offer(0, updateOf(1));
  offer(1, updateOf(2, { attempt: 2 }));
  expect(told).toHaveLength(2);
});

const steps = fc.array(
  fc.record({
    wait: fc.nat({ max: 120 }),
    jobId: fc.constantFrom("a", "b", "c"),
    status: fc.constantFrom("pending", "processing", "processing", "processing", "failed"),
  }),
  { maxLength: 80 },
);

test("whatever comes: each status is told, the end at once, the last of each job is told, and a place never skips what is still to be told", () => {
  fc.assert(
    fc.property(steps, (given) => {
      const { told, offer, pass } = listener();
      let now = 0;
      const came: StatusUpdate[] = [];
      for (const [n, { wait, jobId, status }] of given.entries()) {
        now += wait;
        const event = status === "failed" ? "failed" : "progress";
        const update = updateOf(n + 1, { jobId, status: status as StatusUpdate["status"], event });
        came.push(update);
        offer(now, update);
        const isToldNow = told.at(-1)?.id === n + 1 && told.at(-1)?.at === now;
        expect(isToldNow || event !== "failed").toBe(true);
      }
      pass(Infinity);
      // In order, each at most once, with the place that it came with.
      const ids = told.map(({ id }) => id);
      expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => a - b));
      for (const { id, place } of told) expect(place).toBe(id);
      // What was not told was replaced by a later one of its job, in its status, before that was told.
      for (const update of came.filter(({ id }) => !ids.includes(id))) {
        const next = came.find(({ id, jobId }) => id > update.id && jobId === update.jobId);
        expect(next).toBeDefined();
        const before = came.findLast(({ id, jobId }) => id < update.id && jobId === update.jobId);
        expect(before?.status).toBe(update.status);
      }
    }),
  );
});
