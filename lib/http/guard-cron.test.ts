import { afterEach, describe, expect, test, vi } from "vitest";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { cronSource } from "./guard-cron";

const cronSecret = "cron-secret-of-the-tests";
const internalKey = "internal-key-of-the-tests";

/** How a request fares where these keys are configured: the error's name, or "in". */
async function enter(
  authorization: string | null,
  keys: Record<string, string | undefined>,
): Promise<string> {
  vi.resetModules();
  stubEnvironment(keys);
  const { requireCron } = await import("./guard-cron");
  const headers = new Headers(authorization === null ? {} : { authorization });
  try {
    requireCron(new Request("http://app.test/api/status/check-all", { headers }));
    return "in";
  } catch (error) {
    return error instanceof Error ? error.name : String(error);
  }
}

const both = { CRON_SECRET: cronSecret, INTERNAL_API_KEY: internalKey };

describe("check-all", () => {
  test("is closed where nothing is configured, whatever a caller brings", async () => {
    for (const authorization of [null, "Bearer ", "Bearer undefined", `Bearer ${cronSecret}`]) {
      expect(await enter(authorization, {})).toBe("NotConfigured");
      expect(await enter(authorization, { CRON_SECRET: "", INTERNAL_API_KEY: "" })).toBe("NotConfigured");
    }
  });

  test("opens with either key, and where only one is configured with that one", async () => {
    expect(await enter(`Bearer ${cronSecret}`, both)).toBe("in");
    expect(await enter(`Bearer ${internalKey}`, both)).toBe("in");
    expect(await enter(`bearer ${internalKey}`, { INTERNAL_API_KEY: internalKey })).toBe("in");
    expect(await enter(`Bearer ${internalKey}`, { CRON_SECRET: cronSecret })).toBe("WrongKey");
  });

  test("opens where either side has a line break at its end", async () => {
    expect(await enter(`Bearer ${cronSecret}`, { CRON_SECRET: `${cronSecret}\n` })).toBe("in");
    expect(await enter(`Bearer  ${cronSecret} \t`, { CRON_SECRET: cronSecret })).toBe("in");
    expect(await enter("Bearer ", { CRON_SECRET: "\n" })).toBe("NotConfigured");
  });

  test.each([
    null,
    "",
    "Bearer",
    "Bearer undefined",
    "Bearer wrong",
    `Bearer ${cronSecret}x`,
    `Bearer ${cronSecret.slice(1)}`,
    `Bearer ${cronSecret.toUpperCase()}`,
    `Basic ${cronSecret}`,
    cronSecret,
  ])("does not open with %o", async (authorization) => {
    expect(await enter(authorization, both)).toBe("WrongKey");
  });
});

describe("a wrong cron secret", () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  test("is said in the log, once a minute, with who came, and without what they came with", async () => {
    vi.useFakeTimers();
    const lines: string[] = [];
    vi.spyOn(process.stderr, "write").mockImplementation((text) => lines.push(String(text)) > 0);
    vi.resetModules();
    stubEnvironment({ ...both, LOG_LEVEL: "warn" });
    const { requireCron } = await import("./guard-cron");
    const headers = { authorization: "Bearer almost-right", "user-agent": `pg_net/0.14 ${"x".repeat(500)}` };
    const come = () => {
      expect(() =>
        requireCron(new Request("http://app.test/api/status/check-all?token=abc", { headers })),
      ).toThrow(expect.objectContaining({ name: "WrongKey" }));
    };
    for (let call = 0; call < 20; call++) come();
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/wrong cron secret.*"source":"pg-cron".*"userAgent":"pg_net/);
    expect(lines[0]).not.toMatch(/almost-right|abc|x{101}/);
    vi.advanceTimersByTime(60_001);
    come();
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('"since":19');
  });
});

describe("the source of a check-all", () => {
  test.each([
    ["vercel-cron/1.0", "vercel-cron"],
    ["GitHub-Hookshot/1", "github-actions"],
    ["curl/8.5 github-actions", "github-actions"],
    ["pg_net/0.14", "pg-cron"],
    ["curl/8.5", "external-cron"],
    ["", "external-cron"],
  ])("with the User-Agent %o is %s", (agent, source) => {
    expect(cronSource(new Request("http://app.test/", { headers: { "user-agent": agent } }))).toBe(source);
  });

  test.each([
    ["pg-cron", "pg-cron"],
    ["step", "step"],
    ["A <b>name</b>", "vercel-cron"],
    ["x".repeat(41), "vercel-cron"],
    ["", "vercel-cron"],
  ])("named %o by the caller is %s: only a plain name is believed", (named, source) => {
    const headers = { "user-agent": "vercel-cron/1.0", "x-darkroom-source": named };
    expect(cronSource(new Request("http://app.test/", { headers }))).toBe(source);
  });
});
