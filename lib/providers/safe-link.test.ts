import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { isLoopback, isOnThisMachine, isPrivate, openLink, UnsafeLink } from "./safe-link";

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

describe("an address that is no place on the internet", () => {
  const hosts = [
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "[::]",
    "[fc00::1]",
    "[fd12::1]",
    "[fe80::1]",
    "[::ffff:10.0.0.1]",
    "[::ffff:a9fe:a9fe]",
    "[64:ff9b::a00:1]",
    "255.255.255.255",
    "[ff02::1]",
    "db.internal",
    "printer.local",
    "db",
    "metadata.",
    "app.localdomain",
  ];

  test.each(hosts)("is not asked for files of a provider that is elsewhere: %s", async (host) => {
    await expect(opened(`https://${host}/file`)).rejects.toBeInstanceOf(UnsafeLink);
    await expect(opened(start, { leads: { [start]: `https://${host}/file` } })).rejects.toThrow("not safe");
    expect(called).toEqual([start]);
  });

  test.each(hosts)("is not asked where the provider is on this machine either: %s", async (host) => {
    const base = "http://127.0.0.1:4011/fal";
    for (const url of [`https://${host}/file`, `http://${host}/file`]) {
      await expect(opened(url, { base })).rejects.toBeInstanceOf(UnsafeLink);
      await expect(opened(start, { base, leads: { [start]: url } })).rejects.toThrow("not safe");
    }
    expect(called).toEqual([start, start]);
  });

  test.each(["0x7f.1", "2130706433", "0300.0250.1.1", "10.1"])(
    "is known in any spelling: %s",
    async (host) => {
      await expect(opened(`https://${host}/file`)).rejects.toBeInstanceOf(UnsafeLink);
    },
  );

  test.each(["8.8.8.8", "172.32.0.1", "100.128.0.1", "[2606:4700::1111]", "cdn.test", "10.example.com"])(
    "is not seen in %s",
    (host) => expect(isPrivate(host)).toBe(false),
  );
});

test.each([
  "file:///etc/hostname",
  "ftp://cdn.test/a",
  "data:video/mp4;base64,AA==",
  "javascript:1",
  "nowhere",
  "",
  "https://user:secret@cdn.test/a",
  "http://cdn.test/a",
])("a link that can never be fetched is known as such, and nothing is called: %o", async (url) => {
  await expect(opened(url)).rejects.toBeInstanceOf(UnsafeLink);
  expect(called).toEqual([]);
});

test("a redirect to nowhere is an answer without a file", async () => {
  expect((await opened(start, { leads: { [start]: "https://" } })).status).toBe(302);
});
