import { beforeAll, expect, test } from "vitest";
import { serviceClient } from "@/lib/db/service-client";
import { checkDueJobs } from "@/lib/services/check-jobs";
import { carryOn } from "../support/carry-on";
import { cardAtOpenAi, chatAtOpenAi } from "../support/cases";
import { expectPaid, startsOf } from "../support/expect-job";
import { keepLedgersSound } from "../support/sound-ledgers";
import { addTestKinds, testKinds } from "../support/test-kinds";
import { useWorld } from "../support/world";

const world = useWorld();
keepLedgersSound(world);
beforeAll(addTestKinds);

const ours = { code: "internal", charged: false, message: expect.stringContaining("on our side") };

async function operationsOf(jobId: string): Promise<number> {
  const rows = await world.db.sql`select id from operations where job_id = ${jobId}`;
  return rows.length;
}

test("a request that its provider has no word for is our fault: no intent, no call, nothing charged", async () => {
  const { job } = await world.newJob(testKinds.wrong);
  world.provider.sandbox.journal.clear();
  await checkDueJobs("vercel-cron");
  expect(await world.read(job.id)).toMatchObject({ status: "failed", error: ours });
  expect(await operationsOf(job.id)).toBe(0);
  expect(world.provider.sandbox.journal.report().total).toBe(0);
  const health = await world.db
    .sql`select failures from provider_health where provider = 'openai' and failures > 0`;
  expect(health).toHaveLength(0);
});

test("a stored input that its kind refuses by now is our fault too, and holds up nobody else in the batch", async () => {
  world.provider.sandbox.journal.clear();
  const { job } = await world.newJob(chatAtOpenAi);
  const other = await world.newJob(chatAtOpenAi);
  await world.db.sql`update jobs set input = '{"question": "Why?"}' where id = ${job.id}`;
  await checkDueJobs("vercel-cron");
  expect(await world.read(job.id)).toMatchObject({ status: "failed", error: ours });
  expect(await operationsOf(job.id)).toBe(0);
  expect((await world.read(other.job.id)).status).not.toBe("failed");
  expect(world.provider.sandbox.journal.count("POST /openai/v1/responses")).toBe(1);
});

test("work that runs goes on to its end though its kind refuses the stored input by now", async () => {
  const { job } = await world.newJob(chatAtOpenAi);
  await checkDueJobs("vercel-cron");
  await world.db.sql`update jobs set input = '{"question": "Why?"}' where id = ${job.id}`;
  expect(await carryOn(world, job.id)).toBe("completed");
  expectPaid(world, chatAtOpenAi, startsOf(world, chatAtOpenAi));
});

test("a kind that throws over one of its jobs ends that one alone, and says what may have been charged", async () => {
  const { job } = await world.newJob(testKinds.counted);
  const other = await world.newJob(chatAtOpenAi);
  await checkDueJobs("vercel-cron");
  await world.db
    .sql`update operations set output = '{"files": [], "text": "[[throw]]"}', state = 'succeeded', ended_at = now()
    where job_id = ${job.id}`;
  await world.age(job.id, 60_000);
  await checkDueJobs("vercel-cron");
  expect(await world.read(job.id)).toMatchObject({
    status: "failed",
    error: { code: "internal", charged: null },
  });
  expect(await carryOn(world, other.job.id)).toBe("completed");
});

test("an uploaded picture that is gone ends its job with a sentence that says what to do, and nothing charged", async () => {
  world.provider.sandbox.journal.clear();
  const { user, job } = await world.newJob(cardAtOpenAi);
  const { error } = await serviceClient()
    .storage.from("uploads")
    .remove([...user.images]);
  expect(error).toBeNull();
  await checkDueJobs("vercel-cron");
  const { status, error: reason } = await world.read(job.id);
  expect([status, reason]).toEqual([
    "failed",
    expect.objectContaining({ code: "upload_gone", charged: false, retryable: false }),
  ]);
  expect(world.provider.sandbox.journal.count("POST /openai/v1/responses")).toBe(0);
});
