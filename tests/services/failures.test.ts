import { describe, expect, test } from "vitest";
import { z } from "zod";
import { kindNamed } from "@/lib/kinds/registry";
import { checkDueJobs, checkJob } from "@/lib/services/check-jobs";
import { retryJob } from "@/lib/services/retry-job";
import { carryOn } from "../support/carry-on";
import { byName, cases, casesThatFail, videoAtOpenAi } from "../support/cases";
import { expectBegun, expectPaid, expectWhole } from "../support/expect-job";
import { ledgerOf } from "../support/ledger";
import { keepLedgersSound } from "../support/sound-ledgers";
import { useWorld } from "../support/world";

const world = useWorld();
keepLedgersSound(world);

describe.each(byName(casesThatFail))("%s whose provider had an error", (_name, of) => {
  test("goes back in line by itself, says so, waits 4 to 5 s, and then completes", async () => {
    const { job } = await world.newJob(of);
    world.provider.sandbox.setFaults(`failed@${of.create.place}*1`);
    await expect
      .poll(async () => {
        await checkDueJobs("vercel-cron");
        await world.db.sql`update jobs set next_check_at = now() where id = ${job.id} and attempt = 1`;
        // As long ago as no kind leaves its work in peace.
        await world.db
          .sql`update operations set running_at = running_at - interval '1 minute' where job_id = ${job.id}`;
        return (await world.read(job.id))["attempt"];
      })
      .toBe(2);
    const row = await world.read(job.id);
    expect(row).toMatchObject({
      status: "pending",
      progress: 0,
      auto_retries: 1,
      delay: { code: "retrying" },
    });
    const waitMs = Date.parse(String(row["next_check_at"])) - Date.parse(String(row["updated_at"]));
    expect(waitMs).toBeGreaterThanOrEqual(3_900);
    expect(waitMs).toBeLessThanOrEqual(5_000);
    const [again] = await ledgerOf(world, job.id, "retrying");
    expect(again).toMatchObject({ attempt: 2, detail: { attempt: 2, message: expect.any(String) } });
    expectBegun(world, of);

    expect(await carryOn(world, job.id)).toBe("completed");
    await expectWhole(world, of, job.id);
    expectPaid(world, of, 2);
    expect(await ledgerOf(world, job.id, "completed")).toHaveLength(1);
  });

  test("every time, fails after its automatic attempts; a person's Retry gives them back", async () => {
    const { user, job } = await world.newJob(of);
    const { automaticRetries = 0 } = kindNamed(of.kind)?.profile ?? {};
    world.provider.sandbox.setFaults(`failed@${of.create.place}`);
    expect(await carryOn(world, job.id)).toBe("failed");
    expect(await world.read(job.id)).toMatchObject({
      attempt: 1 + automaticRetries,
      error: { retryable: true },
    });
    expectBegun(world, of, 1 + automaticRetries);
    expect(await ledgerOf(world, job.id, "failed")).toHaveLength(1);

    await retryJob(user, job.id, "manual");
    expect(await carryOn(world, job.id)).toBe("failed");
    expect(await world.read(job.id)).toMatchObject({ attempt: 2 * (1 + automaticRetries) });
    expectBegun(world, of, 2 * (1 + automaticRetries));
  });
});

describe.each(
  cases.flatMap(({ refusal, ...of }) => (refusal ? [[of.name, { ...of, refusal }] as const] : [])),
)("%s that is against the rules", (_name, of) => {
  const { atStart, inRun, words } = of.refusal;

  async function expectRefused(jobId: string, charged: boolean | null): Promise<string> {
    expect(await carryOn(world, jobId)).toBe("failed");
    const { error } = await world.read(jobId);
    expect(error).toMatchObject({ code: "moderation", retryable: false, charged });
    await world.age(jobId, 600_000);
    await checkDueJobs("vercel-cron");
    expect((await checkJob(jobId, "browser")).isChecked).toBe(false);
    expect(await world.read(jobId)).toMatchObject({ status: "failed", attempt: 1 });
    expectBegun(world, of);
    return z.object({ message: z.string() }).parse(error).message;
  }

  test("fails with its prompt's refusal, and is never tried again by itself", async () => {
    const { job } = await world.newJob(of, { words: "Something [[forbidden]]" });
    expect(await expectRefused(job.id, atStart)).toMatch(/rejected|flagged/);
  });

  test("fails in its run, in its provider's own words, every one kept", async () => {
    const { job } = await world.newJob(of);
    world.provider.sandbox.setFaults(`moderation@${of.create.place}*1`);
    expect(await expectRefused(job.id, inRun)).toMatch(words);
  });
});

test("a start that is refused costs nothing, and its job fails in the provider's words", async () => {
  const { job } = await world.newJob(videoAtOpenAi);
  await world.db.sql`update jobs set input = jsonb_set(input, '{seconds}', '999') where id = ${job.id}`;
  await checkJob(job.id, "step");
  expect(await world.read(job.id)).toMatchObject({
    status: "failed",
    error: {
      code: "rejected",
      retryable: false,
      charged: false,
      message: expect.stringContaining("OpenAI Videos refused"),
    },
  });
});
