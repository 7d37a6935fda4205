import { afterEach, describe, expect, test, vi } from "vitest";
import { DatabaseError } from "@/lib/db/database-error";
import { askingVariables } from "@/lib/providers/asking-line";
import { checkDueJobs } from "@/lib/services/check-jobs";
import { checkDueJobsWithin } from "@/lib/services/check-within";
import { timeWithin, type RunTime } from "@/lib/services/run-time";
import { videoAtFal, videoAtOpenAi } from "../support/cases";
import { holdCall } from "../support/hold-call";
import { interceptFetch } from "../support/intercept-fetch";
import { arrangeUnderWay } from "../support/under-way";
import { useWorld } from "../support/world";

const world = useWorld({ speed: 0.01 });

/** The caller has much more patience than the run has time: a machine that stalls meanwhile makes nobody late. */
const patienceMs = 15_000;
const time: RunTime = { batchesMs: 2_000, callsMs: 2_000, answerMs: 3_000, batchSize: 50 };

afterEach(async () => {
  vi.restoreAllMocks();
  world.provider.sandbox.setFaults("");
  await world.db.sql`delete from jobs`;
  await world.db.sql`delete from provider_health`;
});

/** A run within such a time: its answer, how long that took, and when all that it began is over. */
async function runWithin(within = time) {
  const kept: Array<Promise<unknown>> = [];
  const startedAt = performance.now();
  const run = await checkDueJobsWithin(within, "external-cron", null, (work) => kept.push(work));
  return { run, tookMs: performance.now() - startedAt, over: Promise.all(kept) };
}

const createsOf = (route: string) => world.provider.sandbox.journal.report().byRoute[route] ?? 0;

describe("a check-all with a budget", () => {
  test("is answered in time while a create hangs, which goes on, is paid once, and is carried on from", async () => {
    const { job } = await world.newJob(videoAtOpenAi);
    const create = holdCall(/POST .*\/openai\/v1\/videos$/);
    const { run, tookMs, over } = await runWithin();
    expect(tookMs).toBeLessThan(patienceMs);
    expect(run).toMatchObject({ claimed: 1, checked: 0, remaining: 1 });
    // Whoever comes meanwhile leaves it alone.
    expect(await checkDueJobs("vercel-cron")).toMatchObject({ claimed: 0 });

    create.letGo();
    await over;
    expect(await world.read(job.id)).toMatchObject({ status: "processing", claim_expires_at: null });
    await world.finishWork();
    await world.age(job.id, 60_000);
    expect(await checkDueJobs("vercel-cron")).toMatchObject({ completed: 1, errors: 0 });
    expect(createsOf("POST /openai/v1/videos")).toBe(1);
  });

  test("begins no call after its time for that, says what it left, and leaves that due at once", async () => {
    const count = 60;
    await arrangeUnderWay(world, videoAtFal, count, 5);
    let now = 0;
    vi.spyOn(performance, "now").mockImplementation(() => now);
    const begun: number[] = [];
    interceptFetch(async ({ url }, send) => {
      if (!url.startsWith(world.provider.url)) return send();
      begun.push(now);
      // The time for calls is over with the tenth of them.
      if (begun.length === 10) now = time.callsMs;
      return send();
    });
    const { run, over } = await runWithin({ ...time, answerMs: patienceMs });
    await over;
    // So many are under way at once: those that were let begin before that may be on their way out.
    const atOnce = askingVariables().PROVIDER_CONCURRENCY;
    expect(begun.filter((at) => at >= time.callsMs).length).toBeLessThan(atOnce);
    expect(run.checked).toBe(begun.length);
    expect(run.remaining).toBe(count - run.checked);
    expect(run.remaining).toBeGreaterThan(0);

    vi.restoreAllMocks();
    expect(await checkDueJobs("vercel-cron")).toMatchObject({
      claimed: run.remaining,
      checked: run.remaining,
      remaining: 0,
    });
  });

  test("does all there is to do, and keeps a row of it, where it has the time", async () => {
    await arrangeUnderWay(world, videoAtFal, 120, 5);
    const kept: Array<Promise<unknown>> = [];
    const run = await checkDueJobsWithin(timeWithin(25), "external-cron", null, (work) => kept.push(work));
    expect(run).toMatchObject({ claimed: 120, checked: 120, remaining: 0, errors: 0 });
    const rows = await world.db.sql`select claimed, remaining from check_runs order by id desc limit 1`;
    expect({ ...rows[0] }).toEqual({ claimed: 120, remaining: 0 });
  });

  test("fails in time where the database does not answer", async () => {
    const gate = Promise.withResolvers<void>();
    interceptFetch(async ({ url }, send) => {
      if (url.endsWith("/claim_due")) await gate.promise;
      return send();
    });
    const startedAt = performance.now();
    await expect(runWithin()).rejects.toThrow(DatabaseError);
    expect(performance.now() - startedAt).toBeLessThan(patienceMs);
    gate.resolve();
  });
});
