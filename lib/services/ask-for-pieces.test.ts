import { createServer, type IncomingHttpHeaders, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import type * as inTimeModule from "@/lib/in-time";
import { stubEnvironment } from "@/tests/support/stub-environment";

const limit = vi.hoisted(() => ({ ms: Infinity, asked: [] as number[] }));
vi.mock("@/lib/in-time", async (original) => {
  const { inTime } = await original<typeof inTimeModule>();
  const hurried: typeof inTime = (ms, work) => {
    limit.asked.push(ms);
    return inTime(Math.min(ms, limit.ms), work);
  };
  return { inTime: hurried };
});

beforeEach(() => vi.resetModules());
afterEach(() => {
  limit.ms = Infinity;
  vi.restoreAllMocks();
});

const accepted: RequestListener = (_request, response) => response.writeHead(202).end("{}");

/** What comes of asking twice, with this environment, where this answers at `APP_URL`. */
async function asked(answer: RequestListener | null, keys: Record<string, string> = { CRON_SECRET: "c" }) {
  const calls: Array<{ call: string; headers: IncomingHttpHeaders }> = [];
  const server = createServer((request, response) => {
    calls.push({ call: `${request.method} ${request.url}`, headers: request.headers });
    answer?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  if (answer === null) await close();
  else onTestFinished(async () => void (await close()));

  const lines: string[] = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => lines.push(String(text)) > 0);
  stubEnvironment({ LOG_LEVEL: "warn", APP_URL: `http://127.0.0.1:${port}`, ...keys });
  const { askForPieces } = await import("./ask-for-pieces");
  for (let time = 0; time < 2; time++) await askForPieces("vercel-cron");
  return { lines, calls };
}

test.each([
  [{ CRON_SECRET: "c", INTERNAL_API_KEY: "i" }, "Bearer c"],
  [{ INTERNAL_API_KEY: "i" }, "Bearer i"],
])("with %o the renderer is called by %s, with who asked, and nothing is said", async (keys, bearer) => {
  const { lines, calls } = await asked(accepted, keys);
  expect(lines).toEqual([]);
  expect(calls).toHaveLength(2);
  expect(calls[0]).toMatchObject({
    call: "POST /api/pieces",
    headers: { authorization: bearer, "x-darkroom-source": "vercel-cron" },
  });
});

test("with no key nobody is called, and the log says which to set", async () => {
  const { lines, calls } = await asked(accepted, {});
  expect(calls).toEqual([]);
  expect(lines).toEqual([expect.stringMatching(/"error".*nobody may call the renderer: set CRON_SECRET/)]);
});

test("a place that redirects is said, and the key does not follow it", async () => {
  const { lines, calls } = await asked((_request, response) =>
    response.writeHead(307, { location: "/elsewhere" }).end(),
  );
  expect(calls.map(({ call }) => call)).toEqual(["POST /api/pieces", "POST /api/pieces"]);
  expect(lines).toEqual([expect.stringMatching(/"error".*APP_URL does not take them.*"status":307/)]);
});

test.each([200, 401, 404, 500, 503])("an answer of %i is said, once a minute", async (status) => {
  const { lines } = await asked((_request, response) => response.writeHead(status).end("<html>"));
  expect(lines).toEqual([expect.stringMatching(/"error".*APP_URL does not take them/)]);
});

test("a place where nobody is only makes a line in the log", async () => {
  expect((await asked(null)).lines).toEqual([expect.stringContaining("APP_URL does not answer")]);
});

test("a place that never answers is waited for no longer than ten seconds", async () => {
  limit.ms = 20;
  const { lines } = await asked(() => undefined);
  expect(lines).toEqual([expect.stringMatching(/APP_URL does not answer.*TimeoutError/)]);
  expect(new Set(limit.asked)).toEqual(new Set([10_000]));
});
