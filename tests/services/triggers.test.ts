import { describe, expect, test } from "vitest";
import { isTerminal, type JobStatus } from "@/lib/jobs/status";
import { checkDueJobs, checkJob } from "@/lib/services/check-jobs";
import { getJob, updateJob } from "@/lib/services/get-job";
import { presentJob } from "@/lib/services/present-job";
import { byName, chatAtOpenAi } from "../support/cases";
import { expectPaid, expectWhole } from "../support/expect-job";
import { keepLedgersSound } from "../support/sound-ledgers";
import { useWorld } from "../support/world";

const world = useWorld({ hasPost: true });
keepLedgersSound(world);

/** Lets an hour of waiting pass in steps, with one trigger a step, until the job is over. */
async function untilOver(jobId: string, trigger: () => Promise<unknown>): Promise<string> {
  for (let round = 0; round < 40; round++) {
    await trigger();
    const { status } = await world.read(jobId);
    if (isTerminal(status as JobStatus)) return status;
    await world.finishWork();
    await world.age(jobId, 30_000);
  }
  return "still running";
}

async function sourcesOf(jobId: string): Promise<string[]> {
  const rows = await world.db.sql`select distinct source from job_events where job_id = ${jobId}`;
  return rows.map((each) => String(each["source"])).toSorted();
}

describe.each(byName())("%s", (_name, of) => {
  test("ends through check-all alone", async () => {
    world.post.keep(true);
    const { job } = await world.newJob(of);
    expect(await untilOver(job.id, () => checkDueJobs("vercel-cron"))).toBe("completed");
    await expectWhole(world, of, job.id);
    expectPaid(world, of);
  });

  test("ends through one open tab alone", async () => {
    world.post.keep(true);
    const { user, job } = await world.newJob(of);
    const poll = () => getJob(user, job.id, "browser", (work) => void work);
    expect(await untilOver(job.id, poll)).toBe("completed");
    expect((await presentJob(await poll())).resultUrls).toHaveLength(of.results.length);
    await expectWhole(world, of, job.id);
    expect(await sourcesOf(job.id)).toEqual(["browser", ...(of.hasPieces ? ["step"] : [])]);
  });

  test('ends through clicks on "Check status" alone', async () => {
    world.post.keep(true);
    const { user, job } = await world.newJob(of);
    const click = () => updateJob(user, job.id, "manual", (work) => void work);
    expect(await untilOver(job.id, click)).toBe("completed");
    await expectWhole(world, of, job.id);
    expect(await sourcesOf(job.id)).toEqual(["browser", "manual", ...(of.hasPieces ? ["step"] : [])]);
  });

  test("ends through webhooks alone, with neither tab nor cron", async () => {
    world.post.keep(true);
    const { job } = await world.newJob(of);
    await checkJob(job.id, "step");
    const letters = await world.lettersOf(job.id);
    world.post.keep(false);
    await Promise.all(letters.map(world.post.handOn));
    await expect.poll(async () => (await world.read(job.id)).status, { timeout: 20_000 }).toBe("completed");
    await world.post.settled();
    await expectWhole(world, of, job.id);
    expectPaid(world, of);
    // Of several providers, whoever was first had nothing more to tell where a piece of ours had carried the job on.
    const senders = new Set(world.post.letters.map(({ sender }) => `webhook:${sender}`));
    expect((await sourcesOf(job.id)).filter((source) => senders.has(source))).not.toEqual([]);
  });
});

test("a job that stands in line begins when one before it ends, through webhooks alone", async () => {
  world.post.keep(true);
  const user = await world.newUser(0);
  const ids: string[] = [];
  for (let n = 0; n < 6; n++) ids.push((await world.newJob(chatAtOpenAi, { user })).job.id);
  for (const id of ids) await checkJob(id, "step");
  expectPaid(world, chatAtOpenAi, 4);
  const { sql } = world.db;
  const ended = async () => {
    return (await sql`select id from jobs where id in ${sql(ids)} and status = 'completed'`).length;
  };
  await expect.poll(() => world.post.letters.length).toBeGreaterThanOrEqual(4);
  world.post.keep(false);
  await Promise.all(world.post.letters.map(world.post.handOn));
  await expect.poll(ended, { timeout: 20_000 }).toBe(ids.length);
  await world.post.settled();
  expectPaid(world, chatAtOpenAi, ids.length);
});
