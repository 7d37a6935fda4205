import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { callbackToken } from "@/lib/providers/callback-token";
import { checkJob } from "@/lib/services/check-jobs";
import { cancelJob } from "@/lib/services/cancel-job";
import { afterResponses, callRoute, loseAfterResponses } from "../support/call-route";
import { problem } from "../support/problem";
import { testSecrets, useWorld } from "../support/world";

const { POST } = await import("@/app/api/webhooks/[provider]/route");
const world = useWorld({ speed: 0.1 });

let jobId: string;
let operationId: string;
let user: Awaited<ReturnType<typeof world.newPhotoshoot>>["user"];

beforeEach(async () => {
  const created = await world.newPhotoshoot();
  ({ user } = created);
  jobId = created.job.id;
  await checkJob(jobId, "step");
  const rows = await world.db.sql`select id from operations where job_id = ${jobId}`;
  operationId = String(rows[0]?.["id"]);
  world.provider.sandbox.journal.clear();
});

function deliver(
  query: string,
  body = '{"tune":{"id":1,"trained_at":"2026-01-01T00:00:00Z"}}',
  provider = "astria",
) {
  return callRoute(POST, `/api/webhooks/${provider}?${query}`, {
    method: "POST",
    body,
    params: { provider },
  });
}

const validQuery = (id = operationId) => `op=${id}&t=${callbackToken(testSecrets.webhook, "astria", id)}`;

async function inbox(): Promise<number> {
  const rows = await world.db
    .sql`select count(*)::int as n from webhook_inbox where job_id = ${jobId} or job_id is null`;
  return Number(rows[0]?.["n"]);
}

test.each([
  ["no token", () => `op=${operationId}`],
  ["a wrong token", () => `op=${operationId}&t=forged`],
  [
    "another operation's token",
    () => `op=${operationId}&t=${callbackToken(testSecrets.webhook, "astria", randomUUID())}`,
  ],
  ["no operation", () => "t=forged"],
])("a forged callback with %s is 401, nothing is stored and nobody is asked", async (_name, query) => {
  const before = await inbox();
  const response = await deliver(query());
  expect(response.status).toBe(401);
  expect(response.headers.get("content-type")).toContain("application/problem+json");
  await afterResponses();
  expect(await inbox()).toBe(before);
  expect(world.provider.sandbox.journal.report().total).toBe(0);
});

test("an early callback is only a hint: the provider is asked, and the job goes on training", async () => {
  expect((await deliver(validQuery())).status).toBe(200);
  await afterResponses();
  expect(world.provider.sandbox.journal.report().total).toBe(1);
  expect(await world.read(jobId)).toMatchObject({ status: "processing", stage: "training" });
});

test("a duplicated callback is 2xx and without effect", async () => {
  await deliver(validQuery());
  await afterResponses();
  const asked = world.provider.sandbox.journal.report().total;
  expect((await deliver(validQuery())).status).toBe(200);
  await afterResponses();
  expect(world.provider.sandbox.journal.report().total).toBe(asked);
  expect(await inbox()).toBe(1);
});

test("an oversized callback is 413 and nothing is stored", async () => {
  const response = await deliver(validQuery(), `{"x":"${"x".repeat(256 * 1024)}"}`);
  expect(response.status).toBe(413);
  expect(await inbox()).toBe(0);
});

test("a stale callback, after the job is over, changes nothing", async () => {
  await cancelJob(user, jobId, "manual");
  expect((await deliver(validQuery())).status).toBe(200);
  await afterResponses();
  expect(await world.read(jobId)).toMatchObject({ status: "canceled" });
});

test("a callback whose follow-up is lost leaves the job due for any other trigger", async () => {
  expect((await deliver(validQuery())).status).toBe(200);
  loseAfterResponses();
  const rows = await world.db.sql`select next_check_at <= now() as due from jobs where id = ${jobId}`;
  expect(rows[0]?.["due"]).toBe(true);
});

test("a callback that comes during a check makes its holder check once more", async () => {
  const claim = await world.db.sql`select claim_one(${jobId}, 60000, 0) as claim`;
  const claimId = String(claim.at(0)?.["claim"].claim_id);
  await deliver(validQuery());
  await afterResponses();
  const change = {
    job_id: jobId,
    status: "processing",
    stage: "training",
    progress: 1,
    output: null,
    error: null,
    delay: null,
    timeline: [],
    next_check_in_ms: 30_000,
    asked: 1,
    checks_saved: 0,
    failed_checks: 0,
    events: [],
    operations: [],
    artifacts: [],
    providers: ["astria"],
  };
  const written = await world.db.sql`
    select commit_checks(${claimId}, 'browser', ${world.db.sql.json([change])}) as written`;
  expect(written[0]?.["written"]).toEqual([{ job_id: jobId, status: "processing", due: true }]);
});

test("a body that is no JSON is kept as text, and believed no more than any other", async () => {
  expect((await deliver(validQuery(), "<html>")).status).toBe(200);
  expect(await inbox()).toBe(1);
});

test("an unknown provider is 404", async () => {
  expect((await deliver(validQuery(), "{}", "nobody")).status).toBe(404);
});

test.each([
  ["lists", "[".repeat(5_000) + "]".repeat(5_000)],
  ["as many objects as fit", `${'{"a":'.repeat(43_000)}1${"}".repeat(43_000)}`],
])("a proven delivery of %s inside each other is refused, and nothing is stored", async (_what, body) => {
  const before = await inbox();
  const response = await deliver(validQuery(), body);
  expect(await problem(response)).toMatchObject({ status: 400, code: "invalid_json" });
  expect(await inbox()).toBe(before);
});

test.each(['"\\ud800\\u0000"', "null", "1e400", "[]", "nonsense"])(
  "a proven delivery that says %s is still a hint, and kept",
  async (body) => {
    const before = await inbox();
    expect((await deliver(validQuery(), body)).status).toBe(200);
    expect(await inbox()).toBe(before + 1);
  },
);
