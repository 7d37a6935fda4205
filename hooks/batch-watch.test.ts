import { describe, expect, test } from "vitest";
import { jobFixture } from "@/tests/support/job-fixture";
import type { JobView } from "@/lib/jobs/job-view";
import {
  dueJobs,
  emptyWatch,
  forgetJob,
  isListDue,
  lookedAtList,
  nextAsk,
  seeJob,
  wantBatch,
  type BatchEnd,
  type BatchWatch,
} from "./batch-watch";

const batch = (id: string, isOver: boolean) => ({ id, done: 3, of: 4, tagged: 2, failed: 1, isOver });

/** A tagging job with these batches: "a" is under way, "a!" is over. */
function tagging(batches: string, fields: Partial<JobView> = {}): JobView {
  const each = batches.split(" ").filter(Boolean);
  return jobFixture({
    kind: "image_tags",
    pollAfterMs: 2_000,
    details: { batches: each.map((name) => batch(name.replace("!", ""), name.endsWith("!"))) },
    ...fields,
  });
}

/** What is told while these views are seen, one after the other. */
function told(watch: BatchWatch, ...jobs: JobView[]): { watch: BatchWatch; ends: BatchEnd[] } {
  const ends: BatchEnd[] = [];
  let known = watch;
  for (const job of jobs) {
    const seen = seeJob(known, job, 0, false);
    known = seen.watch;
    ends.push(...seen.ends);
  }
  return { watch: known, ends };
}

const ids = ({ ends }: { ends: BatchEnd[] }) => ends.map(({ batchId }) => batchId);

describe("which ends are told", () => {
  test("a batch that ends while its job is known, with its counts, and once however often it is seen", () => {
    const over = tagging("a!", { status: "completed" });
    expect(told(emptyWatch, tagging("a"), over, over).ends).toEqual([
      { batchId: "a", jobId: over.id, tagged: 2, failed: 1 },
    ]);
  });

  test("each batch of a job when it ends, also before the job does", () => {
    const first = told(emptyWatch, tagging("a b"), tagging("a! b"));
    expect(ids(first)).toEqual(["a"]);
    expect(ids(told(first.watch, tagging("a! b!", { status: "completed" })))).toEqual(["b"]);
  });

  test("a batch that is over as soon as it is known, of a job that was known before", () => {
    expect(ids(told(emptyWatch, tagging(""), tagging("a!", { status: "completed" })))).toEqual(["a"]);
  });

  test("none that was over before its job was known: not of an old job, nor of one still under way", () => {
    expect(ids(told(emptyWatch, tagging("a!", { status: "completed" })))).toEqual([]);
    expect(ids(told(emptyWatch, tagging("a! b"), tagging("a! b")))).toEqual([]);
  });

  test("one of a job that came after the tab first looked, though it was over when it was seen", () => {
    const at = (second: number) => `2026-11-21T12:00:0${second}.000Z`;
    const over = (second: number) => tagging("a!", { status: "completed", createdAt: at(second) });
    const looked = lookedAtList(emptyWatch, [tagging("", { createdAt: at(5) })], 0);
    expect(ids(told(looked, over(6)))).toEqual(["a"]);
    expect(ids(told(looked, over(5)))).toEqual([]);
    expect(ids(told(looked, over(4)))).toEqual([]);
    expect(ids(told(lookedAtList(emptyWatch, [], 0), over(4)))).toEqual(["a"]);
  });

  test("none that came to nothing while its job goes on, as one that was refused for want of room", () => {
    const refused = (status: JobView["status"]) =>
      tagging("", { status, details: { batches: [{ id: "a", tagged: 0, failed: 0, isOver: true }] } });
    const under = told(emptyWatch, tagging("a"), refused("processing"));
    expect(under.ends).toEqual([]);
    expect(under.watch.open.size).toBe(1);
    const waited = wantBatch(under.watch, "a", 0);
    expect(ids(told(waited, refused("processing")))).toEqual([]);
    // Where nothing follows it, that is its end.
    expect(ids(told(under.watch, refused("failed")))).toEqual(["a"]);
    expect(ids(told(under.watch, tagging("b"), tagging("b!", { status: "completed" })))).toEqual(["b"]);
  });

  test("one that somebody waits for, whatever was known of it; never for a second time", () => {
    const over = tagging("a!", { status: "completed" });
    const seen = told(emptyWatch, over).watch;
    const waited = told(wantBatch(seen, "a", 0), over);
    expect(ids(waited)).toEqual(["a"]);
    expect(wantBatch(waited.watch, "a", 0)).toBe(waited.watch);
  });

  test("none of a job that was stopped while its batch went on", () => {
    expect(ids(told(emptyWatch, tagging("a"), tagging("a", { status: "canceled" })))).toEqual([]);
  });

  test("nothing of jobs of other kinds", () => {
    const { watch, ends } = told(emptyWatch, jobFixture(), jobFixture({ status: "completed" }));
    expect(ends).toEqual([]);
    expect(watch).toBe(emptyWatch);
  });
});

describe("when to ask", () => {
  const started = lookedAtList(emptyWatch, [], 0);

  test("first of all for the list, then of nothing while nothing is pending", () => {
    expect(isListDue(emptyWatch, 0)).toBe(true);
    expect(nextAsk(emptyWatch, false)).toBe(0);
    expect(nextAsk(started, false)).toBeNull();
  });

  test("about a job when the server says, and later where somebody else has just asked", () => {
    expect(nextAsk(seeJob(started, tagging("a"), 100, true).watch, false)).toBe(2_100);
    const elsewhere = seeJob(started, tagging("a"), 100, false).watch;
    expect(nextAsk(elsewhere, false)).toBe(3_600);
    expect(dueJobs(elsewhere, 3_599, false)).toEqual([]);
    expect(dueJobs(elsewhere, 3_600, false)).toEqual([tagging("").id]);
  });

  test("about no job that is over or gone", () => {
    const open = seeJob(started, tagging("a"), 0, true).watch;
    expect(nextAsk(seeJob(open, tagging("a!", { status: "failed" }), 0, true).watch, false)).toBeNull();
    expect(nextAsk(forgetJob(open, tagging("").id), false)).toBeNull();
  });

  test("for a batch that no job knows less and less often, for a minute", () => {
    let watch = wantBatch(started, "lost", 0);
    const looks: number[] = [];
    for (let at = nextAsk(watch, false); at !== null; at = nextAsk(watch, false)) {
      expect(isListDue(watch, at)).toBe(true);
      looks.push(at);
      watch = lookedAtList(watch, [], at);
    }
    expect(looks).toEqual([0, 2_000, 6_000, 14_000, 30_000, 60_000]);
  });

  test("of a batch that was found, as of its job", () => {
    const found = seeJob(wantBatch(started, "a", 0), tagging("a"), 0, true).watch;
    expect(isListDue(found, 10_000)).toBe(false);
    expect(nextAsk(found, false)).toBe(2_000);
  });
});
