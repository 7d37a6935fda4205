import { expect, test } from "vitest";
import { getJob } from "@/lib/services/get-job";
import { checkJob } from "@/lib/services/check-jobs";
import { useWorld } from "../support/world";

const world = useWorld({ speed: 0.1 });

test("200 concurrent watchers of one job for 20 s cause at most one provider call an interval", async () => {
  const { user, job } = await world.newPhotoshoot();
  await checkJob(job.id, "step");
  world.provider.sandbox.journal.clear();

  const intervalMs = 30_000;
  const untilDueMs = 5_000;
  await world.age(job.id, intervalMs - untilDueMs);
  const startedAt = performance.now();
  for (let passedMs = 0; passedMs < 20_000; passedMs += 1_000) {
    await Promise.all(
      Array.from({ length: 200 }, () => getJob(user, job.id, "browser", (work) => void work)),
    );
    await world.age(job.id, 1_000);
  }
  // The job aged by 20 s, and by what these 4,000 reads took: on a slow machine a second interval may begin.
  const watchedMs = 20_000 + performance.now() - startedAt;
  const most = 1 + Math.floor((watchedMs - untilDueMs) / intervalMs);
  const { total } = world.provider.sandbox.journal.report();
  expect(total).toBeGreaterThanOrEqual(1);
  expect(total).toBeLessThanOrEqual(most);
  expect((await world.read(job.id))["checks"]).toBe(1 + total);
}, 120_000);

test("200 watchers who still hold a due copy of the record cause no second call: the claim looks again", async () => {
  const { job } = await world.newPhotoshoot();
  await checkJob(job.id, "step");
  await world.age(job.id, 31_000);
  expect(await checkJob(job.id, "browser")).toBe(true);
  world.provider.sandbox.journal.clear();
  const late = await Promise.all(Array.from({ length: 200 }, () => checkJob(job.id, "browser")));
  expect(late.every((isChecked) => !isChecked)).toBe(true);
  expect(world.provider.sandbox.journal.report().total).toBe(0);
});
