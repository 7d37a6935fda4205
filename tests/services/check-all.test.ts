import { afterEach, describe, expect, test, vi } from "vitest";
import { checkDueJobs, checkRounds } from "@/lib/services/check-jobs";
import { unhurried } from "@/lib/services/run-time";
import { byName, photoshootAtAstria, videoAtOpenAi } from "../support/cases";
import { interceptFetch } from "../support/intercept-fetch";
import { arrangeUnderWay } from "../support/under-way";
import { useWorld } from "../support/world";

const world = useWorld({ speed: 0.01 });

afterEach(async () => {
  vi.restoreAllMocks();
  world.provider.sandbox.setFaults("");
  await world.db.sql`delete from jobs`;
  await world.db.sql`delete from provider_health`;
});

/** The paths of the calls to the database while this runs. */
async function databaseCallsOf(work: () => Promise<unknown>): Promise<string[]> {
  const calls: string[] = [];
  interceptFetch(({ url }, send) => {
    if (url.startsWith(world.db.url)) calls.push(new URL(url).pathname.split("/").at(-1) ?? "");
    return send();
  });
  await work();
  vi.restoreAllMocks();
  return calls;
}

describe.each(byName())("%s, many times over", (_name, of) => {
  test("is checked once by 10 overlapping check-alls", async () => {
    const parts = of === photoshootAtAstria ? 10 : 1;
    const size = parts === 1 ? 150 : 500;
    const count = parts * size;
    for (let part = 0; part < parts; part++) await arrangeUnderWay(world, of, size, 25);
    const batchSize = Math.ceil(count / 12);
    const runs = await Promise.all(
      Array.from({ length: 10 }, () => checkDueJobs("vercel-cron", null, batchSize)),
    );
    expect(runs.reduce((sum, run) => sum + run.claimed, 0)).toBe(count);
    expect(runs.filter((run) => run.claimed > 0).length).toBeGreaterThan(1);
    const counts = await world.db.sql`select checks, count(*)::int as jobs from jobs group by checks`;
    expect(counts.map((row) => ({ ...row }))).toEqual([{ checks: 1, jobs: count }]);
    expect(runs.at(-1)?.remaining).toBe(0);
  }, 120_000);

  test("is not asked about while its provider is paused, and does not count as remaining", async () => {
    await arrangeUnderWay(world, of, 5, 1);
    await world.db.sql`insert into provider_health (provider, failures, paused_until)
      values (${of.provider}, 5, now() + interval '1 minute')`;
    const run = await checkDueJobs("vercel-cron");
    expect(run).toMatchObject({ claimed: 0, remaining: 0 });
    expect(world.provider.sandbox.journal.report().total).toBe(0);
  });
});

test("a batch is shared fairly: everyone's oldest comes before anyone's second", async () => {
  await arrangeUnderWay(world, photoshootAtAstria, 30, 1);
  await arrangeUnderWay(world, photoshootAtAstria, 3, 3);
  const rows = await world.db.sql<Array<{ claim: { jobs: Array<{ user_id: string }> } }>>`
    select claim_due(4, 60000) as claim`;
  const owners = rows.flatMap((row) => row.claim.jobs.map((job) => job.user_id));
  expect(new Set(owners).size).toBe(4);
});

test("100 videos that are due at once are checked with one list call and six calls to the database", async () => {
  await arrangeUnderWay(world, videoAtOpenAi, 100, 10);
  const calls = await databaseCallsOf(() => checkDueJobs("vercel-cron"));
  // History is looked at once a minute, whatever is checked.
  expect(calls.filter((name) => name !== "read_usual_times")).toEqual([
    "claim_due",
    "commit_checks",
    "record_check_run",
    // What is to be told of it, of any job.
    "claim_deliveries",
    // What is too old to be kept, if anything is.
    "take_old_jobs",
    // What was deleted and cannot be put back any more.
    "take_leftovers",
  ]);
  expect(world.provider.sandbox.journal.report().byRoute).toEqual({ "GET /openai/v1/videos": 1 });
  const counts = await world.db.sql`select checks, count(*)::int as jobs from jobs group by checks`;
  expect(counts.map((row) => ({ ...row }))).toEqual([{ checks: 1, jobs: 100 }]);
});

test.each([
  ["videos", videoAtOpenAi, 3],
  // Each batch may have one that is newer, and one that is older, than all before it.
  ["tunes", photoshootAtAstria, 25],
])("one walk through the list of %s serves all batches of a run", async (_name, of, most) => {
  await arrangeUnderWay(world, of, 300, 10);
  expect(await checkDueJobs("vercel-cron", null, 20)).toMatchObject({ checked: 300, remaining: 0 });
  expect(world.provider.sandbox.journal.report().total).toBeLessThanOrEqual(most);
});

test("a run checks each job once, and ends, though all fall due again before it is through", async () => {
  await arrangeUnderWay(world, videoAtOpenAi, 120, 10);
  let run: Awaited<ReturnType<typeof checkDueJobs>> | undefined;
  for await (run of checkRounds("vercel-cron", null, unhurried(20))) {
    await world.db.sql`update jobs set next_check_at = clock_now() where checks > 0`;
  }
  expect(run).toMatchObject({ claimed: 120, checked: 120, remaining: 0 });
  expect(await checkDueJobs("vercel-cron")).toMatchObject({ claimed: 120, checked: 120 });
});

test("a run goes on though somebody holds a row of its batch, and leaves just that one", async () => {
  await arrangeUnderWay(world, videoAtOpenAi, 50, 10);
  const { runs, held } = await world.db.sql.begin(async (sql) => {
    const oldest = await sql`select id from jobs order by next_check_at, id limit 1 for update`;
    return { held: oldest[0]?.["id"], runs: await checkDueJobs("vercel-cron", null, 20) };
  });
  expect(runs).toMatchObject({ claimed: 49, checked: 49, remaining: 1 });
  expect((await world.db.sql`select id from jobs where checks = 0`).map((row) => row["id"])).toEqual([held]);
});

test("the check of 1,000 due tunes takes at most 10 calls to the database and 60 to the provider", async ({
  annotate,
}) => {
  await arrangeUnderWay(world, photoshootAtAstria, 1_000, 50);
  let run: Awaited<ReturnType<typeof checkDueJobs>> | undefined;
  const calls = await databaseCallsOf(async () => {
    run = await checkDueJobs("vercel-cron");
  });
  expect(run).toMatchObject({ claimed: 1_000, checked: 1_000, errors: 0, remaining: 0 });
  const { total } = world.provider.sandbox.journal.report();
  await annotate(`${calls.length} calls to the database, ${total} to the provider, ${run?.durationMs} ms`);
  expect(calls.length).toBeLessThanOrEqual(10);
  expect(total).toBeLessThanOrEqual(60);
});
