import { expect, test, vi } from "vitest";
import { checkJob } from "@/lib/services/check-jobs";
import { interceptFetch } from "../support/intercept-fetch";
import { useWorld } from "../support/world";

const world = useWorld({ speed: 0.1 });

test("a webhook that comes before its operation's id is saved is kept, and matched when it is", async () => {
  const { job } = await world.newPhotoshoot();
  const { sql } = world.db;
  const deliver = async (ref: string) =>
    (
      await sql`select record_webhook('astria', ${`of ${ref}`}, null, ${ref}, '{}') ->> 'outcome' as outcome`
    )[0]?.["outcome"];
  const inbox = (ref: string) =>
    sql`select job_id, operation_id, processed_at from webhook_inbox where provider_ref = ${ref}`;

  let ref = "";
  interceptFetch(async ({ url, method }, send) => {
    const response = await send();
    if (method !== "POST" || !url.endsWith("/astria/tunes")) return response;
    // The provider has the tune and calls back; whoever made it has not read the answer yet.
    const tune = (await response.clone().json()) as { id: number };
    ref = `tune:${tune.id}`;
    expect(await deliver(ref)).toBe("kept");
    expect([...(await inbox(ref))]).toEqual([{ job_id: null, operation_id: null, processed_at: null }]);
    world.provider.sandbox.journal.clear();
    return response;
  });
  await checkJob(job.id, "step");
  vi.restoreAllMocks();

  const operations = await sql`select id, provider_ref from operations where job_id = ${job.id}`;
  expect(operations.map((row) => row["provider_ref"])).toEqual([ref]);
  expect([...(await inbox(ref))]).toEqual([
    { job_id: job.id, operation_id: operations[0]?.["id"], processed_at: expect.any(Date) },
  ]);
  expect(world.provider.sandbox.journal.report().total).toBe(1);
  expect(await world.read(job.id)).toMatchObject({ status: "processing", stage: "training", nudged: false });
  expect(await deliver(ref)).toBe("duplicate");
});

test("one for work that is not ours stays, and makes nothing due", async () => {
  const { job } = await world.newPhotoshoot();
  await checkJob(job.id, "step");
  const { sql } = world.db;
  const before = await world.read(job.id);
  const kept = await sql`select record_webhook('astria', 'not ours', null, 'tune:999999999', '{}') as answer`;
  expect(kept[0]?.["answer"]).toEqual({ outcome: "kept" });
  await world.age(job.id, 60_000);
  await checkJob(job.id, "step");
  const rows = await sql`select job_id from webhook_inbox where delivery_id = 'not ours'`;
  expect([...rows]).toEqual([{ job_id: null }]);
  expect((await world.read(job.id))["checks"]).toBe(Number(before["checks"]) + 1);
});
