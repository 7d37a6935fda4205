import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { isLoopback, isOnThisMachine, openLink } from "./safe-link";

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterAll(() => server.close());

let called: string[] = [];
let ranges: Array<string | null> = [];
beforeEach(() => {
  called = [];
  ranges = [];
});

/** Opens a provider's link in a world where these addresses lead on to others, and all else is a file. */
async function opened(
  url: string,
  { base = "https://queue.test", leads = {} }: { base?: string; leads?: Record<string, string> } = {},
) {
  server.resetHandlers(
    http.get("*", ({ request }) => {
      called.push(request.url);
      ranges.push(request.headers.get("range"));
      const location = leads[request.url];
      return location === undefined
        ? new HttpResponse("file", { status: 206 })
        : new HttpResponse("on", { status: 302, headers: { location } });
    }),
  );
  const mayBeLocal = isOnThisMachine(base);
  return openLink(url, { range: "bytes=3-", "if-range": '"a"' }, AbortSignal.timeout(5_000), { mayBeLocal });
}

const start = "https://cdn.test/a";

test("redirects are followed, relative ones too, and every hop is asked for the same part", async () => {
  const leads = { [start]: "/b", "https://cdn.test/b": "https://other.test/c" };
  const response = await opened(start, { leads });
  expect([response.status, await response.text()]).toEqual([206, "file"]);
  expect(called).toEqual([start, "https://cdn.test/b", "https://other.test/c"]);
  expect(ranges).toEqual(["bytes=3-", "bytes=3-", "bytes=3-"]);
});

test.each([
  "http://other.test/c",
  "http://127.0.0.1:3000/api/check-all",
  "https://localhost/api/check-all",
  "http://169.254.169.254/latest",
  "ftp://other.test/c",
])("a hop to %s is not called, though the next one would be safe", async (hop) => {
  const leads = { [start]: hop, [hop]: "https://cdn.test/c" };
  await expect(opened(start, { leads })).rejects.toThrow("not safe");
  expect(called).toEqual([start]);
});

test("a chain of five redirects is followed, a longer one is not", async () => {
  const chain = (length: number) =>
    Object.fromEntries(Array.from({ length }, (_, n) => [`https://cdn.test/${n}`, `/${n + 1}`]));
  expect((await opened("https://cdn.test/0", { leads: chain(5) })).status).toBe(206);
  called = [];
  await expect(opened("https://cdn.test/0", { leads: chain(6) })).rejects.toThrow("on and on");
  expect(called).toHaveLength(6);
});

describe("this very machine", () => {
  const local = "http://127.0.0.1:4010/file";

  const base = "http://127.0.0.1:4011/fal";

  test("is asked for files of a provider that is configured to be here", async () => {
    expect((await opened(local, { base })).status).toBe(206);
    expect((await opened(start, { base, leads: { [start]: local } })).status).toBe(206);
  });

  test("is not asked for any of a provider that is elsewhere", async () => {
    for (const url of [local, "http://localhost/file", "http://[::1]:80/file", "https://127.0.0.1/file"]) {
      await expect(opened(url)).rejects.toThrow("not safe");
    }
    expect(called).toEqual([]);
  });

  test.each(["127.0.0.1", "127.8.8.8", "localhost", "app.localhost", "[::1]", "[::ffff:7f00:1]"])(
    "is meant by %s",
    (hostname) => expect(isLoopback(hostname)).toBe(true),
  );

  test.each(["127.0.0.1.evil.test", "localhost.evil.test", "notlocalhost", "128.0.0.1", "[::2]"])(
    "is not meant by %s",
    (hostname) => expect(isLoopback(hostname)).toBe(false),
  );
});
