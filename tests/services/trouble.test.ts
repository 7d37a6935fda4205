import { afterEach, describe, expect, test } from "vitest";
import { checkDueJobs, checkJob } from "@/lib/services/check-jobs";
import { carryOn } from "../support/carry-on";
import { useWorld } from "../support/world";

const world = useWorld();

afterEach(() => world.provider.sandbox.setFaults(""));

async function ledger(jobId: string): Promise<Array<{ type: string; detail: Record<string, unknown> }>> {
  const rows = await world.db.sql`select type, detail from job_events where job_id = ${jobId} order by id`;
  return rows.map((row) => ({ type: String(row["type"]), detail: row["detail"] as Record<string, unknown> }));
}

const faults: Array<[string, string, string]> = [
  ["429 with retry-after", "429@get-tune*1,retry-after=77", "rate_limited"],
  ["500", "500@get-tune*1", "unavailable"],
  ["HTML with 200", "html@get-tune*1", "bad_response"],
  ["truncated JSON", "truncated@get-tune*1", "bad_response"],
  ["a 30 s stall", "slow@get-tune*1,slow-ms=30000", "timeout"],
];

describe("trouble in asking delays the job, does not fail it, and the reason is in the ledger", () => {
  test.each(faults)(
    "%s",
    async (_name, fault, code) => {
      const { job } = await world.newPhotoshoot();
      await checkJob(job.id, "step");
      await world.age(job.id, 30_000);
      world.provider.sandbox.setFaults(fault);
      await checkDueJobs("vercel-cron");

      const row = await world.read(job.id);
      expect(row).toMatchObject({ status: "processing", error: null, failed_checks: 1, delay: { code } });
      const delayed = (await ledger(job.id)).find((event) => event.type === "delayed");
      expect(delayed?.detail).toMatchObject({ code, message: expect.stringContaining("Astria") });
      const waits = await world.db.sql`
      select extract(epoch from next_check_at - checked_at) as s from jobs where id = ${job.id}`;
      expect(Number(waits[0]?.["s"])).toBeGreaterThanOrEqual(code === "rate_limited" ? 77 : 3.9);

      world.provider.sandbox.setFaults("");
      expect(await carryOn(world, job.id)).toBe("completed");
      const types = (await ledger(job.id)).map((event) => event.type);
      expect(types).toContain("recovered");
    },
    60_000,
  );
});

const creates: Array<[string, string]> = [
  ["429", "429@create-tune*1"],
  ["500", "500@create-tune*1"],
  ["HTML with 200", "html@create-tune*1"],
  ["truncated JSON after it worked", "truncated@create-tune*1"],
  ["504 after it worked", "504-after-success@create-tune*1"],
  ["a connection dropped after it worked", "drop-after-success@create-tune*1"],
];

describe("trouble in starting ends in exactly one tune", () => {
  test.each(creates)("%s", async (_name, fault) => {
    const { job } = await world.newPhotoshoot();
    world.provider.sandbox.setFaults(fault);
    await checkJob(job.id, "step");
    expect((await world.read(job.id)).status).toBe("pending");
    world.provider.sandbox.setFaults("");
    expect(await carryOn(world, job.id)).toBe("completed");

    const tunes = await world.provider.sandbox.handle(
      new Request("http://sandbox.test/astria/tunes?limit=120", {
        headers: { authorization: "Bearer sd_tests" },
      }),
    );
    const operations = await world.db
      .sql`select id from operations where job_id = ${job.id} and step = 'training'`;
    const ours = ((await tunes.json()) as Array<{ title: string }>).filter((tune) =>
      operations.some((operation) => operation["id"] === tune.title),
    );
    expect(ours).toHaveLength(1);
  });
});

test("a refusal fails at once, in the provider's words, and nothing was charged", async () => {
  const { job } = await world.newPhotoshoot();
  await world.db.sql`update jobs set input = jsonb_set(input, '{images}', '[]') where id = ${job.id}`;
  await checkJob(job.id, "step");
  expect(await world.read(job.id)).toMatchObject({
    status: "failed",
    error: {
      code: "rejected",
      retryable: false,
      charged: false,
      message: expect.stringContaining("Astria refused"),
    },
  });
});

test("five failed batches in a row pause the provider for everyone", async () => {
  const { job } = await world.newPhotoshoot();
  await checkJob(job.id, "step");
  world.provider.sandbox.setFaults("500");
  for (let round = 0; round < 5; round++) {
    await world.age(job.id, 400_000);
    await checkDueJobs("vercel-cron");
  }
  const health = await world.db.sql`select failures, paused_until > now() as paused from provider_health`;
  expect(health[0]).toMatchObject({ failures: 5, paused: true });
  await world.db.sql`update jobs set next_check_at = now() where id = ${job.id}`;
  world.provider.sandbox.journal.clear();
  expect((await checkDueJobs("vercel-cron")).claimed).toBe(0);
  expect(world.provider.sandbox.journal.report().total).toBe(0);
});
