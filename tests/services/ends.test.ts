import { afterEach, describe, expect, test, vi } from "vitest";
import { readEvents } from "@/lib/db/events";
import { replay } from "@/lib/jobs/replay";
import { callbackToken } from "@/lib/providers/callback-token";
import { cancelJob } from "@/lib/services/cancel-job";
import { checkDueJobs, checkJob } from "@/lib/services/check-jobs";
import { receiveWebhook } from "@/lib/services/receive-webhook";
import { retryJob } from "@/lib/services/retry-job";
import { carryOn } from "../support/carry-on";
import { interceptFetch } from "../support/intercept-fetch";
import { testSecrets, useWorld } from "../support/world";

const world = useWorld();
const hour = 3_600_000;

afterEach(() => vi.restoreAllMocks());

const created = () => world.provider.sandbox.journal.report().byRoute["POST /astria/tunes"];

describe("a job that the provider never finishes", () => {
  test("is overdue past its deadline, still checked, and fails as timed_out after the grace", async () => {
    world.provider.sandbox.setFaults("failed");
    const { job } = await world.newPhotoshoot();
    await checkJob(job.id, "step");
    world.provider.sandbox.setFaults("");
    await world.age(job.id, hour + 1_000);
    await checkDueJobs("vercel-cron");
    expect((await world.read(job.id)).status).toBe("processing");
    const events = await world.db
      .sql`select type from job_events where job_id = ${job.id} and type = 'overdue'`;
    expect(events).toHaveLength(1);
    await world.age(job.id, hour);
    await checkDueJobs("vercel-cron");
    expect(await world.read(job.id)).toMatchObject({
      status: "failed",
      error: { code: "timed_out", charged: null },
    });
  });
});

describe("a success that arrives after the end", () => {
  test("never revives the job, is recorded, and a retry adopts it: the journal shows one tune", async () => {
    const { user, job } = await world.newPhotoshoot();
    world.provider.sandbox.journal.clear();
    await checkJob(job.id, "step");
    await world.db.sql`update jobs set status = 'failed', completed_at = now(), next_check_at = null,
      error = '{"code":"timed_out","message":"late","retryable":true,"charged":null}' where id = ${job.id}`;
    const operations = await world.db.sql`select id from operations where job_id = ${job.id}`;
    const id = String(operations[0]?.["id"]);
    const token = callbackToken(testSecrets.webhook, "astria", id);

    await expect
      .poll(async () => {
        const url = new URL(`http://app.test/api/webhooks/astria?op=${id}&t=${token}`);
        const body = JSON.stringify({ tune: {}, at: performance.now() });
        await (
          await receiveWebhook("astria", { url, headers: new Headers(), body })
        )();
        const rows = await world.db.sql`select state from operations where id = ${id}`;
        return rows[0]?.["state"];
      })
      .toBe("succeeded");
    expect((await world.read(job.id)).status).toBe("failed");
    const late = await world.db
      .sql`select source from job_events where job_id = ${job.id} and type = 'late_result'`;
    expect(late.map((row) => row["source"])).toEqual(["webhook:astria"]);

    await retryJob(user, job.id, "manual");
    expect(await carryOn(world, job.id)).toBe("completed");
    expect(created()).toBe(1);
  });

  test("a canceled job stays canceled, and a retry goes on with the tune that was training", async () => {
    const { user, job } = await world.newPhotoshoot();
    world.provider.sandbox.journal.clear();
    await checkJob(job.id, "step");
    expect((await cancelJob(user, job.id, "manual")).status).toBe("canceled");
    await world.age(job.id, 60_000);
    await checkDueJobs("vercel-cron");
    expect((await world.read(job.id)).status).toBe("canceled");

    const retried = await retryJob(user, job.id, "manual");
    expect(retried).toMatchObject({ status: "pending", attempt: 2, progress: 0 });
    expect(await carryOn(world, job.id)).toBe("completed");
    expect(created()).toBe(1);
  });
});

test("a stale claim writes nothing", async () => {
  const { user, job } = await world.newPhotoshoot();
  world.provider.sandbox.setFaults("slow@create-tune*1,slow-ms=400");
  const checking = checkJob(job.id, "step");
  await expect.poll(async () => (await world.read(job.id))["claim_id"]).not.toBeNull();
  await cancelJob(user, job.id, "manual");
  await checking;
  world.provider.sandbox.setFaults("");
  expect(await world.read(job.id)).toMatchObject({ status: "canceled", stage: null, progress: 0 });
});

describe("cancel against completion: one terminal status, one outcome in the ledger", () => {
  type Meeting = (commit: () => Promise<Response>, cancel: () => Promise<unknown>) => Promise<Response>;
  const both = ["canceled", "completed"];
  const meetings: Array<[string, string[], Meeting]> = [
    ["just before the commit", ["canceled"], async (commit, cancel) => cancel().then(commit)],
    [
      "just after the commit",
      ["completed"],
      async (commit, cancel) => {
        const response = await commit();
        await cancel();
        return response;
      },
    ],
    ["at the same moment", both, async (commit, cancel) => (await Promise.all([commit(), cancel()]))[0]],
    [
      "at the same moment, first in line",
      both,
      async (commit, cancel) => (await Promise.all([cancel(), commit()]))[1],
    ],
  ];

  test.each(meetings)("a cancel %s", async (_name, outcomes, meet) => {
    const { user, job } = await world.newPhotoshoot();
    let met = 0;
    interceptFetch(({ url, body }, send) => {
      if (!url.endsWith("/commit_checks") || !body.includes('"status":"completed"')) return send();
      met++;
      return meet(send, () => cancelJob(user, job.id, "manual"));
    });
    await carryOn(world, job.id);
    expect(met).toBe(1);
    const ends = await world.db.sql`
      select type from job_events where job_id = ${job.id} and type in ('completed', 'canceled', 'failed')`;
    expect(ends).toHaveLength(1);
    expect((await world.read(job.id)).status).toBe(ends[0]?.["type"]);
    expect(outcomes).toContain(ends[0]?.["type"]);
  });
});

test("the job row equals the replay of its events, and its history cannot be rewritten", async () => {
  const { user, job } = await world.newPhotoshoot();
  expect(await carryOn(world, job.id)).toBe("completed");
  const row = await world.read(job.id);
  const events = await readEvents(user, job.id, 0);
  expect(replay(events)).toEqual({ status: row.status, stage: row["stage"], progress: row["progress"] });
  const progress = events.map((event) => event.progress);
  expect(progress).toEqual(progress.toSorted((a, b) => a - b));
  await expect(
    world.db.sql`update job_events set type = 'x' where job_id = ${job.id}`.execute(),
  ).rejects.toThrow(/append-only/);
});
