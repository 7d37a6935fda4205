import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { stubEnvironment } from "@/tests/support/stub-environment";

beforeEach(() => vi.resetModules());
afterEach(() => void vi.restoreAllMocks());

/** What is said at the start of a server with these variables. */
async function saidWith(variables: Record<string, string>): Promise<string[]> {
  const lines: string[] = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => lines.push(String(text)) > 0);
  stubEnvironment({ LOG_LEVEL: "warn", ...variables });
  const { reportRefusals } = await import("./report-refusals");
  await reportRefusals();
  return lines;
}

test("a variable of a provider that is wrong is said at once, with all the others", async () => {
  const said = await saidWith({ FAL_QUEUE_URL: "queue", ASTRIA_BASE_TUNE_ID: "none" });
  expect(said).toEqual([expect.stringMatching(/"error".*ASTRIA_BASE_TUNE_ID: .*FAL_QUEUE_URL: /)]);
});

test("what is configured and can no longer be used is said, and why", async () => {
  const closed = {
    OPENAI_API_KEY: "",
    OPENAI_VIDEO_BASE_URL: "https://api.openai.com/v1",
    OPENAI_VIDEO_API_KEY: "key",
  };
  const said = await saidWith(closed);
  expect(said.join("")).toContain("OPENAI_API_KEY is missing");
  expect(said.join("")).toContain("OpenAI closed its Videos API");
});
