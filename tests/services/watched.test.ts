import { afterEach, expect, test } from "vitest";
import { checkJob } from "@/lib/services/check-jobs";
import { checkWatched } from "@/lib/services/check-watched";
import { answering, json } from "../support/answering";
import { photoshootAtAstria } from "../support/cases";
import { keepLedgersSound } from "../support/sound-ledgers";
import { useWorld } from "../support/world";

// One job at a time at each provider.
const world = useWorld({ speed: 0.1, env: { MAX_RUNNING_PER_PROVIDER: "1" } });
keepLedgersSound(world);

afterEach(async () => {
  await world.db.sql`delete from jobs`;
});

/** A job whose training is under way, and which is due again. */
async function dueJob(): Promise<string> {
  const { job } = await world.newPhotoshoot();
  await checkJob(job.id, "step");
  await world.age(job.id, photoshootAtAstria.intervalMs + 1_000);
  world.provider.sandbox.journal.clear();
  return job.id;
}

const asked = () => world.provider.sandbox.journal.report().total;

// First: the line is looked at once in a while.
test("whoever watches a job in line has those checked that it waits for", async () => {
  await dueJob();
  const { job } = await world.newPhotoshoot();
  await checkWatched([job.id]);
  expect(asked()).toBe(1);
});

test("a job that is due while it is watched is asked about once, however often that is told", async () => {
  const jobId = await dueJob();
  await Promise.all([checkWatched([jobId, jobId]), checkWatched([jobId])]);
  await checkWatched([jobId]);
  expect(asked()).toBe(1);
  expect((await world.read(jobId))["checks"]).toBe(2);
});

test("one that cannot be checked is let alone for a moment, and keeps none of the others from it", async () => {
  const jobId = await dueJob();
  const claims = answering([
    [/claim_one$/, (nth, honest) => (nth === 1 ? json({ message: "not now" }, 500) : honest())],
  ]);
  await checkWatched(["00000000-0000-4000-8000-000000000000", jobId]);
  await checkWatched(["00000000-0000-4000-8000-000000000000"]);
  expect(claims.count(/claim_one$/)).toBe(2);
  expect(asked()).toBe(1);
});
