import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { announce, runningStack } from "./presence";

const urls = {
  app: "http://127.0.0.1:3000",
  supabase: "http://127.0.0.1:54321",
  sandbox: "http://127.0.0.1:54400",
};
let dataDir = "";

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "darkroom-presence-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

test("a stack is found while it runs, and not after it", async () => {
  const leave = await announce(dataDir, urls);
  expect(await runningStack(dataDir)).toMatchObject({ ...urls, pid: process.pid });
  leave();
  expect(await runningStack(dataDir)).toBeNull();
});

test("a file left behind by a killed stack is no stack, though its process id lives again", async () => {
  const dead = { id: "gone", pid: process.pid, control: "http://127.0.0.1:9", ...urls };
  writeFileSync(join(dataDir, "stack.json"), JSON.stringify(dead));
  expect(await runningStack(dataDir)).toBeNull();
});

test("a directory without a stack has none", async () => {
  expect(await runningStack(dataDir)).toBeNull();
});
