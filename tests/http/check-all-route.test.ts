import { describe, expect, test } from "vitest";
import { checkDueJobs } from "@/lib/services/check-jobs";
import { afterResponses, callRoute } from "../support/call-route";
import { problem } from "../support/problem";
import { testSecrets, useWorld } from "../support/world";

const checkAll = await import("@/app/api/status/check-all/route");
const pollSora = await import("@/app/api/cron/poll-sora-status/route");
const pollBatches = await import("@/app/api/cron/poll-openai-batches/route");
const jobs = await import("@/app/api/jobs/route");
const oneJob = await import("@/app/api/jobs/[id]/route");
const world = useWorld();

const call = (headers: Record<string, string>) =>
  callRoute(checkAll.POST, "/api/status/check-all", { method: "POST", headers });

test("with the secret answers with its counts, and keeps a row of the run", async () => {
  const response = await call({
    authorization: `Bearer ${testSecrets.cron}`,
    "user-agent": "vercel-cron/1.0",
  });
  expect(response.status).toBe(200);
  const run = (await response.json()) as Record<string, unknown>;
  const fields = [
    "changed",
    "checked",
    "claimed",
    "completed",
    "durationMs",
    "errors",
    "failed",
    "remaining",
    "source",
  ];
  expect(Object.keys(run).toSorted()).toEqual(fields);
  expect(run["source"]).toBe("vercel-cron");
  const rows = await world.db.sql`select source from check_runs order by id desc limit 1`;
  expect(rows[0]?.["source"]).toBe("vercel-cron");
});

test.each([{}, { authorization: "Bearer wrong" }, { authorization: testSecrets.cron }])(
  "without it is 401",
  async (headers: Record<string, string>) => {
    expect(await problem(await call(headers))).toMatchObject({ status: 401 });
  },
);

const all = [
  ["/api/status/check-all", checkAll.GET],
  ["/api/cron/poll-sora-status", pollSora.GET],
  ["/api/cron/poll-openai-batches", pollBatches.GET],
  ["/api/cron/poll-openai-batches", pollBatches.POST],
] as const;
const authorization = `Bearer ${testSecrets.cron}`;

describe.each(all)("%s", (path, handler) => {
  test("answers the same within a budget", async () => {
    const response = await callRoute(handler, `${path}?seconds=25`, { headers: { authorization } });
    expect(await response.json()).toMatchObject({ source: "external-cron", claimed: 0, remaining: 0 });
    await afterResponses();
  });

  test.each([
    "4",
    "281",
    "",
    "-25",
    "25.5",
    "1e2",
    "0x19",
    "%2025",
    "25s",
    "NaN",
    "25&seconds=30",
    "25&seconds=25",
    "0000000000000000000025",
  ])("refuses the budget %s with 400, but only to who has the secret", async (given) => {
    const url = `${path}?seconds=${given}`;
    const refused = await problem(await callRoute(handler, url, { headers: { authorization } }));
    expect(refused).toMatchObject({ status: 400, code: "invalid_query" });
    expect(refused["detail"]).toContain("from 5 to 280");
    expect(await problem(await callRoute(handler, url))).toMatchObject({ status: 401 });
  });
});

test("a wrong secret is called by its name", async () => {
  const refused = await problem(await call({ authorization: "Bearer wrong" }));
  expect(refused).toMatchObject({ status: 401, title: "Wrong cron secret", code: "unauthorized" });
  expect(refused["detail"]).toContain("CRON_SECRET");
});

test("a job of a kind that is no more ends, is shown, and does not hold up the others", async () => {
  const { job } = await world.newPhotoshoot();
  const retired = await world.newPhotoshoot();
  await world.db.sql`update jobs set kind = 'hologram', deadline_ms = 0 where id = ${retired.job.id}`;
  const id = retired.job.id;
  const headers = { authorization: `Bearer ${retired.user.accessToken}` };
  expect((await callRoute(oneJob.GET, `/api/jobs/${id}`, { headers, params: { id } })).status).toBe(200);
  // The page's own visit may be at it already.
  await afterResponses();
  await checkDueJobs("vercel-cron");
  expect((await world.read(job.id)).status).toBe("processing");
  expect(await world.read(retired.job.id)).toMatchObject({
    status: "failed",
    error: { code: "kind_retired" },
  });
  const list = await callRoute(jobs.GET, "/api/jobs", { headers });
  expect(((await list.json()) as { items: unknown[] }).items).toHaveLength(1);
});

test("an operation at a provider that is no more delays its job, and does not hold up the others", async () => {
  const [one, other] = [await world.newPhotoshoot(), await world.newPhotoshoot()];
  await checkDueJobs("vercel-cron");
  await world.db.sql`update operations set provider = 'nobody' where job_id = ${one.job.id}`;
  await Promise.all([world.age(one.job.id, 60_000), world.age(other.job.id, 60_000)]);
  await checkDueJobs("vercel-cron");
  expect(await world.read(one.job.id)).toMatchObject({ status: "processing", delay: { code: "internal" } });
  expect(await world.read(other.job.id)).toMatchObject({ delay: null, failed_checks: 0 });
});
