import { describe, expect, test } from "vitest";
import { DatabaseError } from "@/lib/db/database-error";
import { getJob } from "@/lib/services/get-job";
import { checkJob } from "@/lib/services/check-jobs";
import { byName } from "../support/cases";
import { keepLedgersSound } from "../support/sound-ledgers";
import { useWorld } from "../support/world";

const world = useWorld({ speed: 0.1 });
keepLedgersSound(world);

const watchers = 200;
const intervals = 3;

describe.each(byName())(`${watchers} watchers of %s`, (_name, of) => {
  test("cause one provider call an interval", async () => {
    const { user, job } = await world.newJob(of);
    await checkJob(job.id, "step");
    world.provider.sandbox.journal.clear();
    const stepMs = 0.75 * of.intervalMs;
    const startedAt = performance.now();
    for (let passedMs = 0; passedMs < intervals * of.intervalMs; passedMs += stepMs) {
      await world.age(job.id, stepMs);
      // Where the provider is slow, a watcher is served the record as it is, and the check goes on: it ends before more time passes.
      const works: Array<Promise<unknown>> = [];
      // Whom a busy database does not answer in time asks again, as a page does.
      const watch = async (): Promise<unknown> =>
        getJob(user, job.id, "browser", (work) => void works.push(work)).catch((error: unknown) => {
          if (error instanceof DatabaseError && error.message.includes("TimeoutError")) return watch();
          throw error;
        });
      await Promise.all(Array.from({ length: watchers }, watch));
      await Promise.all(works);
    }
    // The job aged in steps, and by what its many reads took: on a slow machine another interval may begin.
    const watchedMs = intervals * of.intervalMs + performance.now() - startedAt;
    const { total } = world.provider.sandbox.journal.report();
    expect(total).toBeGreaterThanOrEqual(intervals - 1);
    expect(total).toBeLessThanOrEqual(1 + Math.floor(watchedMs / of.intervalMs));
    expect((await world.read(job.id))["checks"]).toBe(1 + total);
  }, 60_000);

  test("who still hold a due copy of the record cause no second call: the claim looks again", async () => {
    const { job } = await world.newJob(of);
    await checkJob(job.id, "step");
    await world.age(job.id, of.intervalMs + 1_000);
    expect((await checkJob(job.id, "browser")).isChecked).toBe(true);
    // However long so many take: no interval of its own passes meanwhile.
    await world.db.sql`update jobs set next_check_at = now() + interval '1 minute' where id = ${job.id}`;
    world.provider.sandbox.journal.clear();
    const late = await Promise.all(Array.from({ length: watchers }, () => checkJob(job.id, "browser")));
    expect(late.every(({ isChecked }) => !isChecked)).toBe(true);
    expect(world.provider.sandbox.journal.report().total).toBe(0);
  });
});
