import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const secret = "not-for-any-log";

/** The step as GitHub runs it, only less patient between attempts. */
const workflow = readFileSync(".github/workflows/status-check.yml", "utf8");
const step = (workflow.split("run: |\n")[1] ?? "")
  .replaceAll(/^ {10}/gm, "")
  .replace("--retry-delay 15", "--retry-delay 1");

const canRun = ["bash", "curl"].every((tool) => spawnSync(tool, ["--version"]).status === 0);

/** Answers `/307/…` with 307, and so on; notes how it was asked. */
const asked: Array<{ path: string | undefined; authorization: string | undefined }> = [];
let server: Server;
let base = "";

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push({ path: request.url, authorization: request.headers.authorization });
    const status = Number(request.url?.split("/")[1]);
    response.writeHead(status, status === 307 ? { location: "/200/api/status/check-all" } : {});
    response.end(`{"claimed":0}`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

function run(appUrl: string): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const env = {
      ...process.env,
      APP_URL: appUrl,
      CRON_SECRET: secret,
      RUNNER_TEMP: mkdtempSync(join(tmpdir(), "runner-")),
    };
    const child = spawn("bash", ["-e", "-c", step], { env });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.on("close", (code) => resolve({ code, output }));
  });
}

test.runIf(canRun)("the backup caller is content with 200, and asks with the secret", async () => {
  const { code, output } = await run(`${base}/200/`);
  expect(code).toBe(0);
  expect(output).toContain(`{"claimed":0}`);
  expect(asked).toEqual([{ path: "/200/api/status/check-all", authorization: `Bearer ${secret}` }]);
  expect(output).not.toContain(secret);
});

test.runIf(canRun).each([307, 401, 500])("the backup caller fails loudly on %i", async (status) => {
  const { code, output } = await run(`${base}/${status}`);
  expect(code).toBe(1);
  expect(output).toMatch(new RegExp(`^::error::check-all answered ${status}$`, "m"));
  expect(output).not.toContain(secret);
});

test.runIf(canRun)("the backup caller fails loudly where nobody answers", async () => {
  const { code, output } = await run("http://127.0.0.1:1");
  expect(code).toBe(1);
  expect(output).toMatch(/^::error::check-all did not answer$/m);
});
