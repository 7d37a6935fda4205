import { afterEach, expect, test } from "vitest";
import { cancelJob } from "@/lib/services/cancel-job";
import { checkDueJobs } from "@/lib/services/check-jobs";
import { getJob, requireJob } from "@/lib/services/get-job";
import { presentJob } from "@/lib/services/present-job";
import { carryOn } from "../support/carry-on";
import { chatAtOpenAi, videoAtFal, videoAtOpenAi } from "../support/cases";
import { startsOf } from "../support/expect-job";
import { keepLedgersSound } from "../support/sound-ledgers";
import { useWorld, type Owned } from "../support/world";

// One job at a time at each provider, by all users together; nothing is done before a test lets it be.
const world = useWorld({ speed: 1, env: { MAX_RUNNING_PER_PROVIDER: "1" } });
keepLedgersSound(world);

afterEach(async () => {
  const { sql } = world.db;
  await sql`update provider_health set paused_until = null`;
  await sql`delete from jobs`;
  world.provider.sandbox.journal.clear();
});

const viewOf = async ({ user, job }: Owned) => presentJob(await requireJob(user, job.id));
const minute = 60_000;

test("a job's time counts from its turn: one that waited past its deadline is made in full", async () => {
  const first = await world.newJob(chatAtOpenAi);
  await checkDueJobs("vercel-cron");
  const second = await world.newJob(chatAtOpenAi);
  await world.age(second.job.id, 60 * minute);
  await checkDueJobs("vercel-cron");
  expect(await viewOf(second)).toMatchObject({ status: "pending", queue: { place: 1 }, overdue: false });
  await cancelJob(first.user, first.job.id, "manual");
  expect(await carryOn(world, second.job.id)).toBe("completed");
  expect(startsOf(world, chatAtOpenAi)).toBe(2);
});

test("a job whose first check was lost for a day is made as well", async () => {
  const { job } = await world.newJob(chatAtOpenAi);
  await world.age(job.id, 24 * 60 * minute);
  expect(await carryOn(world, job.id)).toBe("completed");
});

test("what could not be started until the grace was over is not started then: it costs nothing", async () => {
  const { job } = await world.newJob(chatAtOpenAi);
  world.provider.sandbox.setFaults("429@create-response");
  await checkDueJobs("vercel-cron");
  world.provider.sandbox.setFaults("");
  await world.age(job.id, 31 * minute);
  await checkDueJobs("vercel-cron");
  expect(await world.read(job.id)).toMatchObject({
    status: "failed",
    error: { code: "timed_out", charged: false },
  });
  expect(startsOf(world, chatAtOpenAi)).toBe(1);
});

test("nobody is kept from their turn by the urgent jobs of another", async () => {
  const pusher = await world.newUser(0);
  let running = await world.newJob(chatAtOpenAi, { user: pusher, priority: "high" });
  await checkDueJobs("vercel-cron");
  const patient = await world.newJob(chatAtOpenAi);
  const next = await world.newJob(chatAtOpenAi, { user: pusher, priority: "high" });
  for (let round = 0; round < 2; round++) {
    await cancelJob(pusher, running.job.id, "manual");
    running = await world.newJob(chatAtOpenAi, { user: pusher, priority: "high" });
    await checkDueJobs("vercel-cron");
  }
  expect((await world.read(patient.job.id)).status).toBe("processing");
  expect((await world.read(next.job.id)).status).toBe("pending");
});

test("while a provider is paused, its jobs take nobody's place", async () => {
  const user = await world.newUser(0);
  await world.db.sql`
    insert into provider_health (provider, failures, paused_until) values ('fal', 9, now() + interval '5 minutes')
    on conflict (provider) do update set paused_until = excluded.paused_until`;
  const paused: Owned[] = [];
  for (let n = 0; n < 3; n++) paused.push(await world.newJob(videoAtFal, { user }));
  const other = await world.newJob(videoAtOpenAi, { user });
  await checkDueJobs("vercel-cron");
  expect(await viewOf(other)).toMatchObject({ status: "processing", queue: null });
  for (const each of paused) {
    expect(await viewOf(each)).toMatchObject({ queue: null, delay: { code: "provider_paused" } });
  }
});

test("a page that shows nothing but jobs in line brings all of them to their end", async () => {
  const user = await world.newUser(0);
  const owned: Owned[] = [];
  for (let n = 0; n < 4; n++) owned.push(await world.newJob(chatAtOpenAi, { user }));
  const last = owned.at(-1);
  if (!last) throw new Error("no job");
  const poll = async () => {
    const works: Array<Promise<unknown>> = [];
    await getJob(user, last.job.id, "browser", (work) => works.push(work));
    await Promise.all(works);
  };
  for (const { job } of owned) {
    for (let n = 0; n < 10 && (await world.read(job.id)).status !== "completed"; n++) {
      await poll();
      await world.finishWork();
      await world.age(job.id, minute);
    }
    expect((await world.read(job.id)).status).toBe("completed");
  }
});
