import { beforeEach, describe, expect, test } from "vitest";
import { innerHosts, innerNames } from "@/tests/support/inner-places";
import { useRecorder } from "@/tests/support/recording-wires";
import { guardedFetchBy, InnerAddress, UnsafeLink } from "@/lib/guarded-fetch";
import { isOnThisMachine, openLink } from "./safe-link";

let called: string[] = [];
/** Who was dialled for the last link. */
let dialled: readonly string[] = [];
let ranges: unknown[] = [];
let leads: Readonly<Record<string, string>> = {};
let status = 302;
beforeEach(() => {
  called = [];
  ranges = [];
  status = 302;
});

const recorder = useRecorder((request, response) => {
  const link = `https://${request.headers.host}${request.url}`;
  called.push(link);
  ranges.push(request.headers.range);
  const location = leads[link];
  if (location === undefined) response.writeHead(206).end("file");
  else response.writeHead(status, { location }).end("on");
});

/** Opens a provider's link in a world where these addresses lead on to others, and all else is a file. */
async function opened(
  url: string,
  { base = "https://queue.test", leads: given = {} }: { base?: string; leads?: Record<string, string> } = {},
) {
  leads = given;
  const { wires, dialled: tried } = recorder.wires((name) => [
    name.includes("inner") ? "10.0.0.1" : "93.184.215.14",
  ]);
  dialled = tried;
  const headers = { range: "bytes=3-", "if-range": '"a"' };
  const mayBeLocal = isOnThisMachine(base);
  return openLink(url, headers, AbortSignal.timeout(5_000), { mayBeLocal }, guardedFetchBy(wires));
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
  "//10.0.0.1/c",
  "//2130706433/c",
  "https://[::ffff:a9fe:a9fe]/c",
  "https://user@other.test/c",
])("a hop to %s is not called, though the next one would be safe", async (hop) => {
  const leads = { [start]: hop, [hop]: "https://cdn.test/c" };
  await expect(opened(start, { leads })).rejects.toThrow("not safe");
  expect(called).toEqual([start]);
});

describe.each([301, 302, 303, 307, 308])("a redirect of status %i", (given) => {
  const to = (location: string) => {
    status = given;
    return opened(start, { leads: { [start]: location } });
  };

  test("is followed on the internet alone, to an address or a name", async () => {
    expect((await to("https://8.8.8.8/c")).status).toBe(206);
    expect((await to("//other.test/c")).status).toBe(206);
    for (const inner of [
      "https://10.0.0.1/c",
      "https://[::1]/c",
      "//169.254.169.254/c",
      "https://db.internal",
    ]) {
      await expect(to(inner)).rejects.toBeInstanceOf(UnsafeLink);
    }
    await expect(to("https://inner.test/c")).rejects.toBeInstanceOf(InnerAddress);
    expect(new Set(called)).toEqual(new Set([start, "https://8.8.8.8/c", "https://other.test/c"]));
  });
});

test("a redirect to an inner address is never dialled, in any of its spellings or by a name", async () => {
  const hosts = [...innerHosts, ...innerNames, "inner.test"];
  for (const host of hosts) {
    // Line breaks cannot be sent.
    const location = URL.parse(`https://${host}/c`)?.href ?? "";
    await expect(opened(start, { leads: { [start]: location } })).rejects.toThrow(/not safe|inner/);
    expect(dialled).toEqual(["93.184.215.14"]);
  }
});

test("what is no redirect is not followed", async () => {
  for (status of [300, 304, 305, 306, 201]) {
    expect((await opened(start, { leads: { [start]: "https://other.test/c" } })).status).toBe(status);
  }
  expect(new Set(called)).toEqual(new Set([start]));
});

test("a link that leads back to itself is given up", async () => {
  await expect(opened(start, { leads: { [start]: start } })).rejects.toThrow("on and on");
  expect(called).toHaveLength(6);
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
    (hostname) => expect(isOnThisMachine(`http://${hostname}/fal`)).toBe(true),
  );

  test.each(["127.0.0.1.evil.test", "localhost.evil.test", "notlocalhost", "128.0.0.1", "[::2]"])(
    "is not meant by %s",
    (hostname) => expect(isOnThisMachine(`http://${hostname}/fal`)).toBe(false),
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
    async (host) => expect((await opened(`https://${host}/file`)).status).toBe(206),
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
