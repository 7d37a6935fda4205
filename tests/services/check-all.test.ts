import { afterEach, expect, test, vi } from "vitest";
import { checkDueJobs } from "@/lib/services/check-jobs";
import { interceptFetch } from "../support/intercept-fetch";
import { arrangeTraining } from "../support/many-tunes";
import { useWorld } from "../support/world";

const world = useWorld({ speed: 0.01 });

afterEach(async () => {
  vi.restoreAllMocks();
  await world.db.sql`delete from jobs`;
});

test("10 overlapping check-alls over 500 due jobs check each exactly once", async () => {
  await arrangeTraining(world, 500, 25);
  const runs = await Promise.all(Array.from({ length: 10 }, () => checkDueJobs("vercel-cron", null, 40)));

  const total = runs.reduce((sum, run) => sum + run.claimed, 0);
  expect(total).toBe(500);
  expect(runs.filter((run) => run.claimed > 0).length).toBeGreaterThan(1);
  const counts = await world.db.sql`select checks, count(*)::int as jobs from jobs group by checks`;
  expect(counts.map((row) => ({ ...row }))).toEqual([{ checks: 1, jobs: 500 }]);
  expect(runs.at(-1)?.remaining).toBe(0);
});

test("a batch is shared fairly: everyone's oldest comes before anyone's second", async () => {
  await arrangeTraining(world, 30, 1);
  await arrangeTraining(world, 3, 3);
  const rows = await world.db.sql<Array<{ claim: { jobs: Array<{ user_id: string }> } }>>`
    select claim_due_jobs(4, 60000) as claim`;
  const owners = rows.flatMap((row) => row.claim.jobs.map((job) => job.user_id));
  expect(new Set(owners).size).toBe(4);
});

test("a paused provider is not asked, and what waits is not counted as remaining", async () => {
  await arrangeTraining(world, 5, 1);
  await world.db.sql`insert into provider_health (provider, failures, paused_until)
    values ('astria', 5, now() + interval '1 minute')
    on conflict (provider) do update set paused_until = excluded.paused_until`;
  const run = await checkDueJobs("vercel-cron");
  expect(run).toMatchObject({ claimed: 0, remaining: 0 });
  expect(world.provider.sandbox.journal.report().total).toBe(0);
  await world.db.sql`update provider_health set paused_until = null`;
});

test("the check of 1,000 due tunes takes at most 10 calls to the database and 60 to the provider", async ({
  annotate,
}) => {
  await arrangeTraining(world, 1_000, 50);
  let databaseCalls = 0;
  interceptFetch(({ url }, send) => {
    if (url.startsWith(world.db.url)) databaseCalls++;
    return send();
  });
  const run = await checkDueJobs("vercel-cron");
  expect(run).toMatchObject({ claimed: 1_000, checked: 1_000, errors: 0, remaining: 0 });
  const { total } = world.provider.sandbox.journal.report();
  await annotate(`${databaseCalls} calls to the database, ${total} to the provider, ${run.durationMs} ms`);
  expect(databaseCalls).toBeLessThanOrEqual(10);
  expect(total).toBeLessThanOrEqual(60);
});
