import { expect, test } from "vitest";
import { claimDueJobs } from "@/lib/db/claims";
import { checkDueJobs, checkJob } from "@/lib/services/check-jobs";
import { senseless } from "@/lib/jobs/failures";
import { commitChanges, type Decided } from "@/lib/services/commit-changes";
import { changeOf } from "../database/rows";
import { useWorld } from "../support/world";

const world = useWorld();

test("a callback and a commit of the same job never lock each other out", async () => {
  for (let race = 0; race < 20; race++) {
    const { job } = await world.newPhotoshoot();
    await checkJob(job.id, "step");
    const operations = await world.db.sql`select id from operations where job_id = ${job.id}`;
    const id = String(operations[0]?.["id"]);
    await world.db.sql`update operations set provider_ref = null, state = 'starting', settles_at = now()
      where id = ${id}`;
    await world.age(job.id, 60_000);
    const body = world.db.sql.json({ race });
    await expect(
      Promise.all([
        checkJob(job.id, "vercel-cron"),
        world.db.sql`select record_webhook('astria', ${`${id}:${race}`}, ${id}, null, ${body})`.execute(),
        world.db.sql`select record_webhook('astria', ${`${id}:${race}:2`}, ${id}, null, ${body})`.execute(),
      ]),
    ).resolves.toHaveLength(3);
  }
});

test("data that the database refuses ends its own job, with a reason, and holds up no other of the batch", async () => {
  const one = await world.newPhotoshoot();
  const other = await world.newPhotoshoot();
  const limits = { kinds: {}, provider: 1_000, graces: {} };
  const { id: claimId } = await claimDueJobs(1_000, 60_000, null, limits);
  const decided = (jobId: string, progress: number): Decided => ({
    change: changeOf(jobId, { progress, events: [{ type: "progress", detail: {} }] }),
    unwritable: () => changeOf(jobId, { status: "failed", error: senseless, nextCheckInMs: null }),
  });
  const health = [{ provider: "astria", ok: false, error: null }];
  const written = await commitChanges(
    claimId,
    "vercel-cron",
    [decided(one.job.id, 999), decided(other.job.id, 5)],
    health,
  );
  expect(written.map((job) => job.jobId)).toEqual([one.job.id, other.job.id]);
  expect(await world.read(one.job.id)).toMatchObject({ status: "failed", error: senseless });
  expect(await world.read(other.job.id)).toMatchObject({ status: "processing", progress: 5 });
  const noted = await world.db.sql`select failures from provider_health where provider = 'astria'`;
  expect([...noted]).toEqual([{ failures: 1 }]);
  await checkDueJobs("vercel-cron");
});

test("the history of a job cannot be rewritten", async () => {
  const { job } = await world.newPhotoshoot();
  const rewriting = world.db.sql`update job_events set type = 'x' where job_id = ${job.id}`.execute();
  await expect(rewriting).rejects.toThrow(/append-only/);
});
