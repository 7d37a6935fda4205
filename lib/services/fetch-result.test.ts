import { createHash } from "node:crypto";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { guardedByFetch } from "@/tests/support/intercept-fetch";
import { renderSamplePhoto } from "@/sandbox/pictures/sample-photo";
import { InnerAddress, UnsafeLink } from "@/lib/guarded-fetch";
import { ResultGone, TooLarge } from "./download";
import { fetchResult, NoneOpened, openResult } from "./fetch-result";

const url = "https://cdn.test/picture";
guardedByFetch();
const server = setupServer();
let photo: Buffer;
beforeAll(async () => {
  server.listen({ onUnhandledFrame: "error" });
  photo = await renderSamplePhoto(1);
});
afterAll(() => server.close());

function fetched(body: Buffer | string, init: ResponseInit = {}) {
  const bytes = typeof body === "string" ? body : new Uint8Array(body);
  server.resetHandlers(http.get(url, () => new HttpResponse(bytes, init)));
  return fetchResult({ url, expiresAt: null });
}

test("a picture arrives whole, with its checksum", async () => {
  const result = await fetched(photo, { headers: { "content-length": String(photo.length) } });
  expect(result.bytes.equals(photo)).toBe(true);
  expect(result.sha256).toBe(createHash("sha256").update(photo).digest("hex"));
});

test("its type is what its bytes say, not what the server says", async () => {
  const result = await fetched(photo, { headers: { "content-type": "text/html" } });
  expect(result).toMatchObject({ contentType: "image/jpeg", extension: "jpg" });
});

/** The first bytes of files that providers of voices send. */
const voices: Array<[type: string, extension: string, begin: string]> = [
  ["audio/wav", "wav", "RIFF\xff\xff\xff\xffWAVEfmt "],
  ["audio/flac", "flac", "fLaC\0\0\0\x22"],
  ["audio/mpeg", "mp3", "ID3\x03\0\0\0\0\0\x02\0\0\xff\xfb\x90\x64"],
  ["audio/x-m4a", "m4a", "\0\0\0\x20ftypM4A \0\0\0\0"],
  ["audio/mp4", "m4a", "\0\0\0\x20ftypisom\0\0\x02\0isomiso2mp41"],
  ["audio/aac", "aac", "\xff\xf1\x50\x80"],
  ["audio/ogg; codecs=opus", "opus", `OggS\0\x02${"\0".repeat(20)}\x01\x13OpusHead`],
];

test.each(voices)("a voice may be %s, and nothing else may be one", async (contentType, extension, begin) => {
  const bytes = Buffer.concat([Buffer.from(begin, "latin1"), Buffer.alloc(4_096)]);
  server.resetHandlers(http.get(url, () => new HttpResponse(new Uint8Array(bytes))));
  const file = { url, expiresAt: null };
  expect(await fetchResult(file, undefined, "voices")).toMatchObject({ contentType, extension });
  await expect(fetchResult(file, undefined, "pictures")).rejects.toThrow("not what was asked for");
  server.resetHandlers(http.get(url, () => new HttpResponse(new Uint8Array(photo))));
  await expect(fetchResult(file, undefined, "voices")).rejects.toThrow("not what was asked for");
});

describe("what is no result is refused", () => {
  test.each([
    ["a page that says it is a picture", "<!DOCTYPE html><h1>Just a moment...</h1>"],
    ["a drawing that could run scripts", '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ["another kind of file", "%PDF-1.7\n%%EOF"],
    ["an empty file", ""],
  ])("%s", async (_what, body) => {
    const headers = { "content-type": "image/jpeg" };
    await expect(fetched(body, { headers })).rejects.toThrow("not what was asked for");
  });

  test("half a file", async () => {
    const headers = { "content-length": String(photo.length) };
    const half = () => new Response(new Uint8Array(photo.subarray(0, photo.length / 2)), { headers });
    const fetching = vi.spyOn(globalThis, "fetch").mockImplementation(async () => half());
    await expect(fetchResult({ url, expiresAt: null })).rejects.toThrow("cut short");
    fetching.mockRestore();
  });
});

test.each([403, 404, 410])("status %i is a dead link: waiting does not help", async (status) => {
  await expect(fetched("gone", { status })).rejects.toBeInstanceOf(ResultGone);
});

test("a revoked key is no dead link: the file is still there", async () => {
  const trouble = new Error("the key is not accepted");
  const provider = { open: () => Promise.reject(trouble), baseUrl: () => "https://provider.test" };
  await expect(fetchResult({ url, expiresAt: null }, provider)).rejects.toBe(trouble);
});

test.each([429, 500, 503])("status %i may pass: it is no dead link", async (status) => {
  const error = await fetched("later", { status }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Error);
  expect(error).not.toBeInstanceOf(ResultGone);
});

test("a connection that breaks may pass", async () => {
  server.resetHandlers(http.get(url, () => HttpResponse.error()));
  const error = await fetchResult({ url, expiresAt: null }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Error);
  expect(error).not.toBeInstanceOf(ResultGone);
});

test.each(["http://cdn.test/picture", "file:///etc/hostname", "ftp://cdn.test/picture"])(
  "a link that is not safe is not followed: %s",
  async (link) => {
    await expect(fetchResult({ url: link, expiresAt: null })).rejects.toThrow("not safe");
  },
);

test("a file on this very machine is fetched for a provider that is here too, and for no other", async () => {
  const local = "http://127.0.0.1:4010/picture";
  server.resetHandlers(http.get(local, () => new HttpResponse(new Uint8Array(photo))));
  const fetchedFor = (base: string) => fetchResult({ url: local, expiresAt: null }, { baseUrl: () => base });
  expect((await fetchedFor("http://127.0.0.1:4011/fal")).bytes.equals(photo)).toBe(true);
  await expect(fetchedFor("https://queue.test")).rejects.toThrow("not safe");
  await expect(fetchResult({ url: local, expiresAt: null })).rejects.toThrow("not safe");
});

test("a picture is no film, and a film no picture", async () => {
  const alone = (makes: "pictures" | "films") => {
    server.resetHandlers(http.get(url, () => new HttpResponse(new Uint8Array(photo))));
    return fetchResult({ url, expiresAt: null }, undefined, makes);
  };
  expect((await alone("pictures")).contentType).toBe("image/jpeg");
  await expect(alone("films")).rejects.toThrow("not what was asked for");
});

test("a server that does not answer properly is asked once more, and no more", async () => {
  let asked = 0;
  const answer = (status: (nth: number) => number) =>
    http.get(url, () => new HttpResponse(new Uint8Array(photo), { status: status(++asked) }));
  server.resetHandlers(answer((nth) => (nth === 1 ? 503 : 200)));
  expect((await fetchResult({ url, expiresAt: null })).contentType).toBe("image/jpeg");
  asked = 0;
  server.resetHandlers(answer(() => 500));
  await expect(fetchResult({ url, expiresAt: null })).rejects.toThrow("status 500");
  expect(asked).toBe(2);
});

describe("a file that may lie in several places", () => {
  const other = "https://cdn.test/other";
  const places = (first: Response | (() => Response), second: Response) => {
    const asked: Array<[string, string | null]> = [];
    const note = (answer: Response | (() => Response)) =>
      http.get("*", ({ request }) => {
        asked.push([request.url, request.headers.get("authorization")]);
        if (request.url === other) return second.clone();
        return typeof answer === "function" ? answer() : answer.clone();
      });
    server.resetHandlers(note(first));
    return asked;
  };
  const whole = () => new HttpResponse(new Uint8Array(photo));
  const file = { url, alternatives: [other], expiresAt: null };

  test.each([
    ["has nothing", new HttpResponse("gone", { status: 404 })],
    ["refuses", new HttpResponse("who are you?", { status: 401 })],
    ["gives a page", HttpResponse.html("<h1>Not here</h1>")],
    ["is away", HttpResponse.error()],
  ])("is taken from the next where the first %s", async (_what, first) => {
    places(first, whole());
    expect((await fetchResult(file)).contentType).toBe("image/jpeg");
  });

  test("is asked for there without the key that the first takes", async () => {
    const asked = places(new HttpResponse(null, { status: 404 }), whole());
    const open = async () => fetch(url, { headers: { authorization: "Bearer key" } });
    await fetchResult(file, { open, baseUrl: () => "https://cdn.test" });
    expect(asked).toEqual([
      [url, "Bearer key"],
      [other, null],
    ]);
  });

  test("is gone where it is gone everywhere, and may come where any place has mere trouble", async () => {
    const gone = () => new HttpResponse(null, { status: 404 });
    places(gone(), gone());
    await expect(fetchResult(file)).rejects.toBeInstanceOf(ResultGone);
    places(gone(), new HttpResponse(null, { status: 503 }));
    await expect(fetchResult(file)).rejects.toThrow("status 503");
  });

  test("is too large once, wherever else it may lie", async () => {
    const large = () => new HttpResponse("", { headers: { "content-length": String(70 * 1024 ** 2) } });
    const asked = places(large, whole());
    await expect(fetchResult(file)).rejects.toBeInstanceOf(TooLarge);
    expect(asked).toHaveLength(1);
  });

  test("may come where a name leads into a network today, and there is no other that we open", async () => {
    const today = new InnerAddress("cdn.test leads to an inner address");
    const provider = { open: () => Promise.reject(today), baseUrl: () => "https://provider.test" };
    const only = { url, alternatives: ["file:///etc/passwd"], expiresAt: null };
    await expect(fetchResult(only, provider)).rejects.toBe(today);
    expect(today).not.toBeInstanceOf(UnsafeLink);
  });

  test("is unsafe where no link is one that we open, or where those that we do are dead", async () => {
    const unsafe = { url: "file:///etc/passwd", alternatives: ["http://cdn.test/plain"], expiresAt: null };
    await expect(fetchResult(unsafe)).rejects.toBeInstanceOf(UnsafeLink);
    places(new HttpResponse(null, { status: 404 }), whole());
    const rest = { url, alternatives: ["file:///etc/passwd"], expiresAt: null };
    await expect(fetchResult(rest)).rejects.toBeInstanceOf(NoneOpened);
  });
});

describe("a result that is read as a stream", () => {
  const bytes = Buffer.from("0123456789");
  const part = (range: string) => ({ status: 206, headers: { "content-range": `bytes ${range}` } });

  /** What is read of it from this byte on, where the server gives this for it. */
  async function read(fromByte: number, body: Buffer, init: ResponseInit = {}) {
    const open = async () => new Response(new Uint8Array(body), init);
    const opener = { open, baseUrl: () => "https://provider.test" };
    const chunks: Uint8Array[] = [];
    const stream = await openResult({ url, expiresAt: null }, opener, fromByte, 5_000);
    for await (const chunk of stream) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  }

  test("goes on where it is asked to, whether the server gives the rest of it or all", async () => {
    expect(await read(4, bytes.subarray(4), part("4-9/10"))).toBe("456789");
    expect(await read(4, bytes)).toBe("456789");
    expect(await read(0, bytes)).toBe("0123456789");
  });

  test.each<[string, number, ResponseInit]>([
    ["its length", 0, { headers: { "content-length": "11" } }],
    ["the length of all of it, where a part was asked for", 4, { headers: { "content-length": "11" } }],
    ["the length in the range", 4, part("4-14/15")],
    ["a length beyond the range that it gives", 4, part("4-13/15")],
  ])("fails where it ends without a word before %s", async (_what, fromByte, init) => {
    await expect(read(fromByte, bytes, init)).rejects.toThrow("cut short");
  });

  test("fails where another part comes than was asked for", async () => {
    await expect(read(4, bytes, part("0-9/10"))).rejects.toThrow("nobody asked for");
  });

  test("ends where it ends, if nobody says how long it is", async () => {
    expect(await read(4, bytes.subarray(4), part("4-9/*"))).toBe("456789");
    expect(await read(0, bytes, { headers: { "content-length": "4", "content-encoding": "gzip" } })).toBe(
      "0123456789",
    );
    expect(await read(10, Buffer.alloc(0), { status: 416 })).toBe("");
  });
});
