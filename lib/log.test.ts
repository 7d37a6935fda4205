import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { errorFields, log, logSeldom } from "./log";

stubEnvironment({ LOG_LEVEL: "warn" });
let lines: string[] = [];
beforeEach(() => {
  lines = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    lines.push(String(text));
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe("a log line", () => {
  test("is one line of JSON with level, message, fields and time", () => {
    log("error", "a request\nfailed", { jobId: "8c1f" });
    expect(lines).toEqual([expect.stringMatching(/^[^\n]*\n$/)]);
    expect(JSON.parse(lines[0] ?? "")).toEqual({
      level: "error",
      message: "a request\nfailed",
      jobId: "8c1f",
      at: expect.any(String),
    });
  });

  test("below the configured level is not written", () => {
    log("info", "a detail");
    log("debug", "a smaller one");
    expect(lines).toEqual([]);
  });

  test("never holds the query of a URL: callback tokens and signatures travel there", () => {
    const url = "https://app.test/api/webhooks/astria?op=1&t=secret-token";
    log("warn", `refused ${url}`, { url, nested: { text: `<${url}> and ${url}, then more` }, jobId: "8c1f" });
    expect(lines[0]).not.toContain("secret-token");
    expect(lines[0]).toContain("https://app.test/api/webhooks/astria");
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ level: "warn", jobId: "8c1f" });
  });
});

describe("the fields of an error", () => {
  test("are its name, its message and its cause, and no stack", () => {
    const error = new TypeError("no", { cause: new Error("because") });
    expect(errorFields(error)).toEqual({ error: "no", name: "TypeError", cause: "because" });
  });

  test("of what is no error are its text", () => {
    expect(errorFields("gone")).toEqual({ error: "gone" });
  });
});

test("what may be said of every request while it lasts is said once a minute", () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  const say = () => {
    for (let request = 0; request < 100; request++)
      logSeldom("error", "the database does not answer", { request });
  };
  say();
  vi.advanceTimersByTime(59_000);
  say();
  expect(lines).toHaveLength(1);
  vi.advanceTimersByTime(1_000);
  say();
  logSeldom("error", "the sign-in service does not answer");
  expect(lines).toHaveLength(3);
  vi.useRealTimers();
});
