import { beforeEach, describe, expect, test } from "vitest";
import type { Job } from "@/lib/jobs/job";
import { kindNamed } from "@/lib/kinds/registry";
import { cancelJob } from "@/lib/services/cancel-job";
import { checkDueJobs, checkJob } from "@/lib/services/check-jobs";
import { requireJob } from "@/lib/services/get-job";
import { presentJobs } from "@/lib/services/present-job";
import { byName, chatAtOpenAi, type Case } from "../support/cases";
import { startsOf } from "../support/expect-job";
import { keepLedgersSound } from "../support/sound-ledgers";
import { useWorld, type Owned, type Person } from "../support/world";

const atProvider = 6;

// So slow that nothing is done before a test lets it be.
const world = useWorld({ speed: 0.5, env: { MAX_RUNNING_PER_PROVIDER: String(atProvider) } });
keepLedgersSound(world);
beforeEach(() => world.provider.sandbox.journal.clear());

async function several(of: Case, count: number, user: Person): Promise<Job[]> {
  const jobs: Job[] = [];
  for (let n = 0; n < count; n++) jobs.push((await world.newJob(of, { user })).job);
  return jobs;
}

/** How many run, by everybody and by the busiest user, as one snapshot of the database has it. */
async function running(): Promise<{ all: number; most: number }> {
  const rows = await world.db.sql<Array<{ all: number; most: number }>>`
    select coalesce(sum(n), 0)::int as all, coalesce(max(n), 0)::int as most from (
      select count(*) as n from jobs
       where status = 'processing' or (status = 'pending' and admitted_at is not null) group by user_id) as users`;
  return rows[0] ?? { all: 0, most: 0 };
}

/** The most that ever ran while this did. */
async function mostRunningDuring(work: () => Promise<unknown>): Promise<{ all: number; most: number }> {
  const over = new AbortController();
  const seen = [await running()];
  const watching = (async () => {
    while (!over.signal.aborted) seen.push(await running());
  })();
  await work().finally(() => over.abort());
  await watching;
  return { all: Math.max(...seen.map((each) => each.all)), most: Math.max(...seen.map((each) => each.most)) };
}

/** Who stands where in line, and whose limit they wait for. */
async function lineOf(owned: readonly Owned[]): Promise<Array<{ place: number; limit: string } | null>> {
  const jobs = await Promise.all(owned.map(({ user, job }) => requireJob(user, job.id)));
  return (await presentJobs(jobs)).map((view) => view.queue);
}

describe.each(byName())("%s", (_name, of) => {
  test("never runs more often than its limits, under ten check-alls and single checks that race", async () => {
    const mine = Math.min(atProvider, kindNamed(of.kind)?.profile.mostRunning ?? 0);
    const users = await Promise.all([1, 2, 3].map(() => world.newUser(of.pictures)));
    const jobs = (await Promise.all(users.map((user) => several(of, mine + 2, user)))).flat();
    world.provider.sandbox.journal.clear();

    const most = await mostRunningDuring(() =>
      Promise.all([
        ...Array.from({ length: 10 }, () => checkDueJobs("vercel-cron", null, 3)),
        ...jobs.map((job) => checkJob(job.id, "browser")),
      ]),
    );
    expect(most.all).toBe(atProvider);
    expect(most.most).toBeLessThanOrEqual(mine);
    expect(await running()).toMatchObject({ all: atProvider });
    expect(startsOf(world, of)).toBe(atProvider);
  });
});

test("as some end others start, never more than the limits at once, until all have ended", async () => {
  const users = await Promise.all([1, 2, 3].map(() => world.newUser(0)));
  const jobs = (await Promise.all(users.map((user) => several(chatAtOpenAi, 6, user)))).flat();
  const ended = async () => {
    await world.finishWork();
    await world.db.sql`update jobs set next_check_at = now() where status = 'processing'`;
    await Promise.all(Array.from({ length: 5 }, () => checkDueJobs("vercel-cron", null, 3)));
    const { sql } = world.db;
    const ids = jobs.map((job) => job.id);
    const rows = await sql`select id from jobs where id in ${sql(ids)} and status = 'completed'`;
    return rows.length;
  };
  const most = await mostRunningDuring(async () => {
    await expect.poll(ended, { timeout: 20_000 }).toBe(jobs.length);
  });
  expect(most.all).toBe(atProvider);
  expect(most.most).toBeLessThanOrEqual(4);
  expect(startsOf(world, chatAtOpenAi)).toBe(jobs.length);
});

test("the rest wait with places from 1, whose limit they wait for, and the first starts when one ends", async () => {
  const user = await world.newUser(0);
  const owned = (await several(chatAtOpenAi, 7, user)).map((job) => ({ user, job }));
  await checkDueJobs("vercel-cron");
  const waiting = [1, 2, 3].map((place) => ({ place, limit: "yours" }));
  expect(await lineOf(owned)).toEqual([null, null, null, null, ...waiting]);

  const [first] = owned;
  if (!first) throw new Error("no job");
  await cancelJob(user, first.job.id, "manual");
  await Promise.all(Array.from({ length: 5 }, () => checkDueJobs("vercel-cron")));
  expect(await lineOf(owned)).toEqual([null, null, null, null, null, ...waiting.slice(0, 2)]);
  expect(startsOf(world, chatAtOpenAi)).toBe(5);
});

test("at a full provider, everyone's first comes before anyone's second", async () => {
  const [one, two, three] = await Promise.all([1, 2, 3].map(() => world.newUser(0)));
  if (!one || !two || !three) throw new Error("no users");
  const ones = (await several(chatAtOpenAi, 4, one)).map((job) => ({ user: one, job }));
  const twos = (await several(chatAtOpenAi, 4, two)).map((job) => ({ user: two, job }));
  const threes = (await several(chatAtOpenAi, 1, three)).map((job) => ({ user: three, job }));
  await checkDueJobs("vercel-cron");
  expect(await lineOf(threes)).toEqual([null]);
  const places = (await lineOf([...ones, ...twos])).flatMap((queue) => queue ?? []);
  expect(places.map((queue) => queue.place).toSorted()).toEqual([1, 2, 3]);
  expect(new Set(places.map((queue) => queue.limit))).toEqual(new Set(["provider"]));
});

describe("high priority", () => {
  test("goes before what the same user asked for earlier, and low priority after it", async () => {
    const user = await world.newUser(0);
    const normal = (await several(chatAtOpenAi, 5, user)).map((job) => ({ user, job }));
    const low = await world.newJob(chatAtOpenAi, { user, priority: "low" });
    const later = await world.newJob(chatAtOpenAi, { user });
    const high = await world.newJob(chatAtOpenAi, { user, priority: "high" });
    await checkDueJobs("vercel-cron");
    expect(await lineOf([high, ...normal, later, low])).toEqual([
      null,
      null,
      null,
      null,
      { place: 1, limit: "yours" },
      { place: 2, limit: "yours" },
      { place: 3, limit: "yours" },
      { place: 4, limit: "yours" },
    ]);
  });

  test("never overtakes another user's first", async () => {
    const [pusher, ...others] = await Promise.all(Array.from({ length: atProvider }, () => world.newUser(0)));
    if (!pusher) throw new Error("no user");
    const patient = await Promise.all(others.map((user) => world.newJob(chatAtOpenAi, { user })));
    const pushed: Owned[] = [];
    for (let n = 0; n < 3; n++) {
      pushed.push(await world.newJob(chatAtOpenAi, { user: pusher, priority: "high" }));
    }
    await checkDueJobs("vercel-cron");
    expect(await lineOf(patient)).toEqual(patient.map(() => null));
    expect(await lineOf(pushed)).toEqual([
      null,
      { place: 1, limit: "provider" },
      { place: 2, limit: "provider" },
    ]);
  });
});
