import { afterEach, describe, expect, test, vi } from "vitest";
import { getJob } from "@/lib/services/get-job";
import { checkJob } from "@/lib/services/check-jobs";
import { byName, videoAtOpenAi } from "../support/cases";
import { holdCall } from "../support/hold-call";
import { interceptFetch } from "../support/intercept-fetch";
import { keepLedgersSound } from "../support/sound-ledgers";
import { useWorld } from "../support/world";

const world = useWorld({ speed: 0.1 });
keepLedgersSound(world);

const watchers = 1_000;
const lateOnes = 50;
const intervals = 3;
/** What the first ones read, then those who came meanwhile, and all again once the job was checked. */
const readsAtOnce = 4;
/** What so many ask for is read anew after so long. */
const keptMs = 400;

afterEach(() => {
  vi.restoreAllMocks();
});

describe.each(byName())(`${watchers} watchers of %s`, (_name, of) => {
  test("cause one provider call an interval, and no more reads and claims than a few would", async () => {
    const { user, job } = await world.newJob(of);
    await checkJob(job.id, "step");
    world.provider.sandbox.journal.clear();
    const stepMs = 0.75 * of.intervalMs;
    const startedAt = performance.now();
    const calls = { reads: 0, claims: 0 };
    interceptFetch(({ url }, send) => {
      if (url.includes("/rest/v1/seen_jobs")) calls.reads++;
      if (url.endsWith("/rpc/claim_one")) calls.claims++;
      return send();
    });
    let steps = 0;
    for (let passedMs = 0; passedMs < intervals * of.intervalMs; passedMs += stepMs) {
      await world.age(job.id, stepMs);
      // Where the provider is slow, a watcher is served the record as it is, and the check goes on: it ends before more time passes.
      const works: Array<Promise<unknown>> = [];
      const watch = () => getJob(user, job.id, "browser", (work) => void works.push(work));
      await Promise.all(Array.from({ length: watchers }, watch));
      await Promise.all(works);
      steps++;
    }
    // The job aged in steps, and by what its many reads took: on a slow machine another interval may begin.
    const tookMs = performance.now() - startedAt;
    const { total } = world.provider.sandbox.journal.report();
    expect(total).toBeGreaterThanOrEqual(intervals - 1);
    expect(total).toBeLessThanOrEqual(1 + Math.floor((intervals * of.intervalMs + tookMs) / of.intervalMs));
    expect((await world.read(job.id))["checks"]).toBe(1 + total);
    expect(calls.reads).toBeLessThanOrEqual(steps * readsAtOnce + Math.ceil(tookMs / keptMs));
    expect(calls.claims).toBeLessThanOrEqual(steps + Math.ceil(tookMs / keptMs));
  }, 60_000);

  test("who still hold a due copy of the record cause no second call: the claim looks again", async () => {
    const { job } = await world.newJob(of);
    await checkJob(job.id, "step");
    await world.age(job.id, of.intervalMs + 1_000);
    expect((await checkJob(job.id, "browser")).isChecked).toBe(true);
    // However long so many take: no interval of its own passes meanwhile.
    await world.db.sql`update jobs set next_check_at = now() + interval '1 minute' where id = ${job.id}`;
    world.provider.sandbox.journal.clear();
    const late = await Promise.all(Array.from({ length: lateOnes }, () => checkJob(job.id, "browser")));
    expect(late.every(({ isChecked }) => !isChecked)).toBe(true);
    expect(world.provider.sandbox.journal.report().total).toBe(0);
  });
});

test("who meets somebody else's check of a slow provider is served the record, and does not wait until it is over", async () => {
  const { user, job } = await world.newJob(videoAtOpenAi);
  await checkJob(job.id, "step");
  await world.age(job.id, videoAtOpenAi.intervalMs + 1_000);
  const call = holdCall(/^GET .*\/openai\/v1\/videos\//);
  const works: Array<Promise<unknown>> = [];
  const read = () => getJob(user, job.id, "browser", (work) => void works.push(work));
  let isOver = false;
  const first = read().finally(() => (isOver = true));
  await call.answered;
  expect(await read()).toMatchObject({ status: "processing", checks: 1 });
  // The first goes on waiting, for as long as a reader does.
  expect(isOver).toBe(false);
  call.letGo();
  expect(await first).toMatchObject({ checks: 2 });
  await Promise.all(works);
});
