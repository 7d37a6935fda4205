import { createHash } from "node:crypto";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { renderSamplePhoto } from "@/sandbox/pictures/sample-photo";
import { ResultGone } from "./download";
import { fetchResult } from "./fetch-result";

const url = "https://cdn.test/picture";
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

describe("what is no result is refused", () => {
  test.each([
    ["a page that says it is a picture", "<!DOCTYPE html><h1>Just a moment...</h1>"],
    ["a drawing that could run scripts", '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ["another kind of file", "%PDF-1.7\n%%EOF"],
    ["an empty file", ""],
  ])("%s", async (_what, body) => {
    const headers = { "content-type": "image/jpeg" };
    await expect(fetched(body, { headers })).rejects.toThrow("no picture and no video");
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
