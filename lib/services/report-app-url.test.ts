import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { stubEnvironment } from "@/tests/support/stub-environment";

beforeEach(() => vi.resetModules());
afterEach(() => void vi.restoreAllMocks());

/** What is said, and how often its health is asked for, where this answers at `APP_URL`, and check-all comes three times. */
async function saidWhere(answer: RequestListener | null) {
  const paths: string[] = [];
  const server = createServer((request, response) => {
    paths.push(`${request.method} ${request.url}`);
    answer?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise((resolve) => server.close(resolve));
  if (answer === null) await close();
  else onTestFinished(async () => void (await close()));

  const lines: string[] = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => lines.push(String(text)) > 0);
  stubEnvironment({ LOG_LEVEL: "warn", APP_URL: `http://127.0.0.1:${port}` });
  const { reportAppUrl } = await import("./report-app-url");
  for (let run = 0; run < 3; run++) await reportAppUrl();
  return { lines, paths };
}

const health = JSON.stringify({ status: "unavailable", database: "unavailable", version: "0.1.0" });

test("an APP_URL that redirects is said, once, with where it leads, and is not followed there", async () => {
  const { lines, paths } = await saidWhere((_request, response) =>
    response.writeHead(308, { location: "/elsewhere" }).end(),
  );
  expect(lines).toEqual([expect.stringMatching(/"error".*APP_URL redirects.*"location":"\/elsewhere"/)]);
  expect(paths).toEqual(["GET /api/health"]);
});

test.each([
  [401, "<html>Log in to Vercel</html>"],
  [200, "<html>Parked</html>"],
  [200, '{"status":"ok"}'],
])("an APP_URL that somebody else answers with %i and %s is said", async (status, body) => {
  const { lines } = await saidWhere((_request, response) => response.writeHead(status).end(body));
  expect(lines).toEqual([expect.stringMatching(/"error".*APP_URL is answered by something else/)]);
});

test("an APP_URL that leads here is nothing to say, whatever our health", async () => {
  const { lines, paths } = await saidWhere((_request, response) => response.writeHead(503).end(health));
  expect(lines).toEqual([]);
  expect(paths).toHaveLength(1);
});

test("an APP_URL that does not answer is said", async () => {
  expect((await saidWhere(null)).lines).toEqual([expect.stringContaining("APP_URL does not answer")]);
});
