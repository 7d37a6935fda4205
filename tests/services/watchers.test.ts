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
  let passedMs = 0;
  await world.age(job.id, intervalMs - 5_000);
  for (; passedMs < 20_000; passedMs += 1_000) {
    await Promise.all(
      Array.from({ length: 200 }, () => getJob(user, job.id, "browser", (work) => void work)),
    );
    await world.age(job.id, 1_000);
  }
  const { total } = world.provider.sandbox.journal.report();
  expect(total).toBe(1);
  const row = await world.read(job.id);
  expect(row["checks"]).toBe(2);
}, 120_000);
