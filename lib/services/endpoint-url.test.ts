import { beforeEach, describe, expect, test, vi } from "vitest";
import { innerHosts, innerNames, noHosts } from "@/tests/support/inner-places";
import { stubEnvironment } from "@/tests/support/stub-environment";

/** Reads the environment anew: `env` reads it once. */
async function judged(text: string, variables: Record<string, string> = {}) {
  vi.resetModules();
  stubEnvironment(variables);
  const { endpointUrl } = await import("./endpoint-url");
  return endpointUrl(text);
}

beforeEach(() => void vi.unstubAllEnvs());

describe("an endpoint on the internet, by https, at its usual port", () => {
  test.each([
    ["https://example.com/hooks", "https://example.com/hooks"],
    ["https://example.com:443/", "https://example.com/"],
    ["  https://EXAMPLE.com/a b?c=d#e", "https://example.com/a%20b?c=d"],
    ["https://8.8.8.8/hooks", "https://8.8.8.8/hooks"],
    ["https://bücher.example/", "https://xn--bcher-kva.example/"],
    [`https://example.com/${"x".repeat(2_028)}`, `https://example.com/${"x".repeat(2_028)}`],
  ])("%s is one", async (text, href) => {
    const { url, mayBeLocal } = await judged(text);
    expect([url.href, mayBeLocal]).toEqual([href, false]);
  });
});

describe("what is no such endpoint is refused with the reason", () => {
  test.each([
    ["http://example.com/", /https/],
    ["ftp://example.com/", /https/],
    ["javascript:alert(1)", /https/],
    ["https://example.com:8443/", /port/],
    ["https://example.com:80/", /port/],
    ["https://user@example.com/", /password/],
    ["https://user:secret@example.com/", /password/],
    ["https://:secret@example.com/", /password/],
    ["example.com/hooks", /whole address/],
    ["", /whole address/],
    ["https://", /whole address/],
    [`https://example.com/${"x".repeat(3_000)}`, /2048 characters/],
    [`https://example.com/${"ü".repeat(1_000)}`, /2048 characters/],
    ["https://localhost/", /internet/],
    ["https://printer/", /internet/],
  ])("%.40s", async (text, reason) => {
    await expect(judged(text)).rejects.toMatchObject({
      code: "invalid_url",
      message: expect.stringMatching(reason),
    });
  });

  test("each of 150 spellings of an inner address, and every name that only networks have", async () => {
    stubEnvironment();
    vi.resetModules();
    const { endpointUrl } = await import("./endpoint-url");
    const { InvalidInput: Refusal } = await import("./errors");
    const hosts = [...innerHosts, ...innerNames, ...noHosts];
    expect(innerHosts.length).toBeGreaterThanOrEqual(150);
    const isTaken = (host: string) => {
      try {
        return Boolean(endpointUrl(`https://${host}/hooks`));
      } catch (error) {
        return !(error instanceof Refusal);
      }
    };
    expect(hosts.filter(isTaken)).toEqual([]);
  });
});

describe("on a local stack, receivers for trying things out", () => {
  const local = { APP_URL: "http://127.0.0.1:3000", LOCAL_RECEIVERS: "http://127.0.0.1:54400/receiver/" };

  test.each(["http://127.0.0.1:54400/receiver/mine", "http://127.0.0.1:54400/receiver/mine?x=1"])(
    "%s is one",
    async (text) => {
      expect((await judged(text, local)).mayBeLocal).toBe(true);
    },
  );

  test.each([
    ["another port", "http://127.0.0.1:54401/receiver/mine", local],
    ["another path", "http://127.0.0.1:54400/receivers/mine", local],
    ["a path that leads out of it", "http://127.0.0.1:54400/receiver/../astria", local],
    ["and in escapes", "http://127.0.0.1:54400/receiver/%2e%2e/astria", local],
    ["a password", "http://me@127.0.0.1:54400/receiver/mine", local],
    [
      "an app that is on the internet",
      "http://127.0.0.1:54400/receiver/mine",
      { ...local, APP_URL: "https://darkroom.test" },
    ],
    ["none configured", "http://127.0.0.1:54400/receiver/mine", { APP_URL: local.APP_URL }],
    [
      "one that is not on this machine",
      "http://10.0.0.1/receiver/mine",
      { APP_URL: local.APP_URL, LOCAL_RECEIVERS: "http://10.0.0.1/receiver" },
    ],
  ])("%s is none", async (_why, text, variables) => {
    await expect(judged(text, variables)).rejects.toMatchObject({ code: "invalid_url" });
  });
});
