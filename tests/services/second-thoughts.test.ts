import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { adoptReference } from "@/lib/db/webhooks";
import { cancelJob } from "@/lib/services/cancel-job";
import { checkAndFollowUp, checkDueJobs, checkJob } from "@/lib/services/check-jobs";
import { createJob } from "@/lib/services/create-job";
import { retryJob } from "@/lib/services/retry-job";
import { carryOn } from "../support/carry-on";
import { chatAtOpenAi, videoAtFal, videoAtOpenAi } from "../support/cases";
import { expectPaid, expectWhole, startsOf } from "../support/expect-job";
import { keepLedgersSound } from "../support/sound-ledgers";
import { useWorld } from "../support/world";

// What goes wrong at the worst moment, and comes right after all.
const world = useWorld({ hasPost: true });
keepLedgersSound(world);
beforeEach(() => world.post.keep(true));
afterEach(() => vi.restoreAllMocks());

const minute = 60_000;

test("a webhook whose follow-up failed is not lost: its work is looked up before anybody gives it up", async () => {
  const { job } = await world.newJob(chatAtOpenAi);
  world.provider.sandbox.setFaults("drop-after-success@create-response*1");
  await checkJob(job.id, "step");
  const [letter] = await world.lettersOf(job.id);
  if (!letter) throw new Error("no letter came");
  world.provider.sandbox.setFaults("500@get-response*1");
  await expect(world.post.handOn(letter)).rejects.toThrow("not answering properly");
  expect(await carryOn(world, job.id)).toBe("completed");
  await expectWhole(world, chatAtOpenAi, job.id);
  expectPaid(world, chatAtOpenAi);
});

test("the same webhook once more tries again what the first one could not do", async () => {
  const { job } = await world.newJob(chatAtOpenAi);
  world.provider.sandbox.setFaults("drop-after-success@create-response*1");
  await checkJob(job.id, "step");
  const [letter] = await world.lettersOf(job.id);
  if (!letter) throw new Error("no letter came");
  world.provider.sandbox.setFaults("500@get-response*1");
  await expect(world.post.handOn(letter)).rejects.toThrow("not answering properly");
  expect(await world.post.handOn(letter)).toBe("taken");
  await expectWhole(world, chatAtOpenAi, job.id);
});

test("a video that is done, and whose file cannot be had in time, is said to be done: Retry picks it up", async () => {
  const { user, job } = await world.newJob(videoAtFal);
  await checkJob(job.id, "step");
  // It has said that it is done; nobody was told.
  await world.lettersOf(job.id);
  await world.age(job.id, 16 * minute);
  world.provider.sandbox.setFaults("500@fal-file");
  await expect
    .poll(
      async () => {
        await checkDueJobs("vercel-cron");
        return (await world.read(job.id)).status;
      },
      { timeout: 20_000 },
    )
    .toBe("failed");
  expect((await world.read(job.id))["error"]).toMatchObject({ code: "result_unavailable", charged: true });
  world.provider.sandbox.setFaults("");
  await retryJob(user, job.id, "manual");
  expect(await carryOn(world, job.id)).toBe("completed");
  expectPaid(world, videoAtFal);
});

test("work that its provider had forgotten and remembers is adopted, not paid for again", async () => {
  const { user, job } = await world.newJob(videoAtOpenAi);
  await checkJob(job.id, "step");
  world.provider.sandbox.setFaults("404@get-video");
  expect(await carryOn(world, job.id)).toBe("failed");
  expect((await world.read(job.id))["error"]).toMatchObject({ code: "provider_lost" });
  world.provider.sandbox.setFaults("");
  for (const letter of await world.lettersOf(job.id)) await world.post.handOn(letter);
  await retryJob(user, job.id, "manual");
  expect(await carryOn(world, job.id)).toBe("completed");
  expectPaid(world, videoAtOpenAi);
});

test("the failure's own webhook does not hurry the next attempt", async () => {
  const { job } = await world.newJob(chatAtOpenAi);
  world.provider.sandbox.setFaults("failed@create-response");
  await checkJob(job.id, "step");
  await world.finishWork();
  await expect
    .poll(
      async () => {
        await world.db.sql`update jobs set next_check_at = now() where id = ${job.id} and attempt = 1`;
        await checkDueJobs("vercel-cron");
        return (await world.read(job.id))["attempt"];
      },
      { timeout: 20_000 },
    )
    .toBe(2);
  for (const letter of await world.lettersOf(job.id)) await world.post.handOn(letter);
  expect(startsOf(world, chatAtOpenAi)).toBe(1);
  const { next_check_at: next } = await world.read(job.id);
  expect(new Date(String(next)).getTime()).toBeGreaterThan(Date.now());
});

test("with webhooks alone, an attempt that failed is followed by the next", async () => {
  world.post.keep(false);
  const { job } = await world.newJob(chatAtOpenAi);
  world.provider.sandbox.setFaults("failed@create-response*1");
  await checkAndFollowUp(job.id, "step");
  await expect.poll(async () => (await world.read(job.id)).status, { timeout: 20_000 }).toBe("completed");
  expect(await world.read(job.id)).toMatchObject({ attempt: 2 });
}, 30_000);

test("the same request again finds its job, though it would be refused by now", async () => {
  const user = await world.newUser(0);
  const request = { kind: "sora", input: videoAtFal.input([]), idempotencyKey: "once" };
  const { job } = await createJob(user, request, "browser");
  await cancelJob(user, job.id, "manual");
  const { config } = await import("@/lib/providers/fal/config");
  const key = config.variables().FAL_KEY;
  Object.assign(config.variables(), { FAL_KEY: undefined });
  const again = createJob(user, request, "browser");
  const other = createJob(user, { ...request, idempotencyKey: "twice" }, "browser");
  await expect(other).rejects.toThrow("There is no such video model.");
  expect(await again).toMatchObject({ isNew: false, job: { id: job.id } });
  Object.assign(config.variables(), { FAL_KEY: key });
});

test("a commit and webhooks for the same work wait for each other in one order", async () => {
  const user = await world.newUser(0);
  for (let race = 0; race < 15; race++) {
    const each = await world.newJob(videoAtFal, { user });
    const claim = await world.db.sql`select claim_one(${each.job.id}, 60000) as c`;
    const claimId = String(claim[0]?.["c"].claim_id);
    const operations = await world.db.sql`
      insert into operations (job_id, user_id, attempt, step, slot, provider, settles_at)
      values (${each.job.id}, ${each.user.id}, 1, 'generating', 0, 'fal', now()) returning id`;
    const id = String(operations[0]?.["id"]);
    const ref = `fal-ai/veo3.1/requests/race-${race}`;
    const change = {
      job_id: each.job.id,
      status: "processing",
      stage: "generating",
      progress: 0,
      timeline: [],
      next_check_in_ms: 600_000,
      asked: 1,
      checks_saved: 0,
      failed_checks: 0,
      auto_retry: false,
      providers: ["fal"],
      events: [],
      artifacts: [],
      operations: [{ id, state: "queued", provider_ref: ref, settles_at: new Date() }],
    };
    const { sql } = world.db;
    await Promise.all([
      sql`select commit_checks(${claimId}, 'test', ${sql.json([change])})`,
      sql`select record_webhook('fal', ${`race-${race}`}, ${id}, ${ref}, '{}')`,
      adoptReference(id, "fal", ref, "webhook:fal"),
    ]);
    const rows = await sql`select provider_ref from operations where id = ${id}`;
    expect(rows[0]?.["provider_ref"]).toBe(ref);
    await sql`delete from jobs where id = ${each.job.id}`;
  }
});
