import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { appEnvironment } from "./app-environment";
import { readKeys } from "./keys";
import { readSettings } from "./settings";

const dataDir = mkdtempSync(join(tmpdir(), "darkroom-environment-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
const keys = readKeys(dataDir);

/** What a stack tells the app where just these variables are set. */
const told = (given: Record<string, string>) => appEnvironment({ ...readSettings(), given }, keys);

test("the simulated providers and the app know one secret for webhooks", () => {
  expect(told({})).toMatchObject({
    OPENAI_BASE_URL: expect.stringContaining("http://127.0.0.1:"),
    OPENAI_WEBHOOK_SECRET: expect.stringMatching(/^whsec_/),
  });
});

test("a variable that the app would not take stops the stack before anything starts, and all are named", () => {
  const wrong = { MAX_ACTIVE_JOBS: "0", FAL_KEY: "mine", FAL_QUEUE_URL: "queue", VIDEO_PROVIDER: "nobody" };
  for (const name of ["MAX_ACTIVE_JOBS", "FAL_QUEUE_URL", "VIDEO_PROVIDER"]) {
    expect(() => told(wrong)).toThrow(`\n${name}: `);
  }
});

test("a wrong address of a provider that is simulated does no harm", () => {
  expect(told({ FAL_QUEUE_URL: "queue" })).toMatchObject({ FAL_KEY: "sandbox" });
});
