import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { neededSchema } from "@/lib/db/schema-version";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { callRoute } from "../support/call-route";
import { useDatabase } from "../support/database";
import { interceptFetch } from "../support/intercept-fetch";

const db = useDatabase();
let asked = 0;
let migrated: unknown;

beforeAll(async () => {
  const [row] = await db.sql`select schema_version() as version`;
  migrated = row?.["version"];
});

beforeEach(async () => {
  stubEnvironment({
    SUPABASE_URL: db.url,
    SUPABASE_PUBLISHABLE_KEY: db.publishableKey,
    SUPABASE_SECRET_KEY: db.secretKey,
  });
  await migrateTo(neededSchema);
  asked = 0;
  interceptFetch((call, send) => {
    if (call.url.endsWith("/rpc/schema_version")) asked++;
    return send();
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

async function migrateTo(version: number | null): Promise<void> {
  await db.sql`drop function if exists schema_version()`;
  if (version === null) return;
  await db.sql.unsafe(`create function schema_version() returns integer language sql as 'select ${version}'`);
}

/** An app that has just started: what two of its routes answer, asked for in turn. */
async function newApp() {
  vi.resetModules();
  const health = await import("@/app/api/health/route");
  const jobs = await import("@/app/api/jobs/route");
  return {
    health: () => callRoute(health.GET, "/api/health"),
    jobs: () => callRoute(jobs.GET, "/api/jobs"),
  };
}

const wrong: Array<[state: string, version: number | null, sentence: string]> = [
  [
    "older",
    neededSchema - 1,
    `The database is at schema ${neededSchema - 1}, and this app needs ${neededSchema}: apply supabase/migrations.`,
  ],
  [
    "newer",
    neededSchema + 1,
    `The database is at schema ${neededSchema + 1}, which is newer than this app, made for ${neededSchema}: deploy the newer app.`,
  ],
  [
    "of a time before versions",
    null,
    `The database has a schema from before schemas had versions, and this app needs ${neededSchema}: apply supabase/migrations.`,
  ],
];

test.each(wrong)(
  "a schema that is %s: every route answers 503 and what to do",
  async (_, version, sentence) => {
    await migrateTo(version);
    const app = await newApp();
    for (const ask of [app.jobs, app.health]) {
      const response = await ask();
      expect(response.status).toBe(503);
      expect(response.headers.get("content-type")).toBe("application/problem+json");
      expect(await response.json()).toMatchObject({ code: "schema_mismatch", detail: sentence });
    }
  },
);

test.each(wrong)(
  "a schema that is %s: a page says the same sentence, with 503",
  async (_, version, sentence) => {
    await migrateTo(version);
    vi.resetModules();
    const { proxy } = await import("@/proxy");
    const { NextRequest } = await import("next/server");
    const response = await proxy(new NextRequest("http://app.test/jobs"));
    expect([response.status, await response.text()]).toEqual([503, `${sentence}\n`]);
  },
);

test("a schema that is right lets pages through", async () => {
  vi.resetModules();
  const { proxy } = await import("@/proxy");
  const { NextRequest } = await import("next/server");
  expect((await proxy(new NextRequest("http://app.test/jobs"))).status).toBe(200);
});

test("a schema that is right is asked for once, however many requests come at once or later", async () => {
  const app = await newApp();
  const first = await Promise.all([app.health(), app.jobs(), app.health()]);
  expect(first.map((response) => response.status)).toEqual([200, 401, 200]);
  expect((await app.health()).status).toBe(200);
  expect(asked).toBe(1);
});

test("a schema that is wrong is asked for every few seconds, and the app works once it is right", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  await migrateTo(null);
  const app = await newApp();
  for (let n = 0; n < 3; n++) expect((await app.health()).status).toBe(503);
  expect(asked).toBe(1);
  await migrateTo(neededSchema);
  expect((await app.health()).status).toBe(503);
  vi.advanceTimersByTime(3_001);
  expect((await app.health()).status).toBe(200);
  expect(asked).toBe(2);
});

test("a database that is away is not called a wrong schema", async () => {
  vi.stubEnv("SUPABASE_URL", "http://127.0.0.1:9");
  const app = await newApp();
  const response = await app.health();
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ status: 503, code: "unavailable" });
  expect((await app.jobs()).status).toBe(401);
});

test("a server that starts with a wrong schema says so in its log, once", async () => {
  await migrateTo(null);
  vi.stubEnv("NEXT_RUNTIME", "nodejs");
  vi.stubEnv("LOG_LEVEL", "error");
  vi.resetModules();
  const writing = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const { register } = await import("@/instrumentation");
  await register();
  const said = () =>
    writing.mock.calls.filter(([line]) => String(line).includes("apply supabase/migrations"));
  await vi.waitFor(() => expect(said()).toHaveLength(1));
});

test("the migrations make the schema that the app needs", () => {
  expect(migrated).toBe(neededSchema);
});
