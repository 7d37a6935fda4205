import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, test } from "vitest";
import { openBatchPlace, refusal } from "@/tests/support/batch-place";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { openaiBatches } from "./openai-batches";

const place = await openBatchPlace();
stubEnvironment({ OPENAI_BASE_URL: place.url, OPENAI_API_KEY: "sk-tests" });

/** Beside the place, on the same machine; it keeps what it was asked with. */
const seen: Array<Record<string, unknown>> = [];
const beside = createServer((request, response) => {
  seen.push(request.headers);
  response.end("abc\n");
});
await new Promise<void>((resolve) => beside.listen(0, "127.0.0.1", resolve));
const besideUrl = `http://127.0.0.1:${(beside.address() as AddressInfo).port}`;
afterAll(() => void beside.close());

const never = new AbortController().signal;
const contentOf = (id: string) => `${place.url}/files/${id}/content`;

async function open(url: string, headers: Record<string, string> = {}): Promise<Response> {
  const response = await openaiBatches.open?.({ url, expiresAt: null }, headers, never);
  if (!response) throw new Error("nothing is opened");
  return response;
}

test("a file comes whole, and from a byte on, with offsets of what lies there", async () => {
  const { id } = place.addFile("abc\ndef\n");
  expect(await (await open(contentOf(id))).text()).toBe("abc\ndef\n");
  const rest = await open(contentOf(id), { range: "bytes=4-" });
  expect([rest.status, await rest.text()]).toEqual([206, "def\n"]);
  expect((await open(contentOf(id), { range: "bytes=8-" })).status).toBe(416);
});

test("the last line of a whole file has an end, also where nobody wrote one", async () => {
  const { id } = place.addFile("abc\ndef");
  expect(await (await open(contentOf(id))).text()).toBe("abc\ndef\n");
  expect(await (await open(contentOf(id), { range: "bytes=4-" })).text()).toBe("def\n");
});

test.each([
  ["chunked, as its length in the list tells", (text: string) => new Response(text)],
  [
    "in a part that ends early",
    (text: string) =>
      new Response(text.slice(2), { status: 206, headers: { "content-range": "bytes 2-3/8" } }),
  ],
])("a file that ends early without a word (%s) ends in an error", async (_how, answer) => {
  const { id } = place.addFile("abc\ndef\n");
  place.answer(/content/, () => answer("abc\n"));
  const response = await open(contentOf(id), answer("").status === 206 ? { range: "bytes=2-" } : {});
  await expect(response.text()).rejects.toThrow(/has not given out all/);
});

test("a file whose length nobody knows is taken as it comes", async () => {
  place.answer(/content/, () => new Response("abc\nde"));
  place.answer(/GET \/files\/f$/, () => refusal(404, "No."));
  expect(await (await open(contentOf("f"))).text()).toBe("abc\nde");
});

test("a part from another byte than was asked for is not taken", async () => {
  const { id } = place.addFile("abc\ndef\n");
  const headers = { "content-range": "bytes 0-7/8" };
  place.answer(/content/, () => new Response("abc\ndef\n", { status: 206, headers }));
  await expect(open(contentOf(id), { range: "bytes=4-" })).rejects.toMatchObject({ code: "unavailable" });
});

test("a 404 of what the place has passes, and is its end only where it has it no more", async () => {
  const { id } = place.addFile("abc\n");
  place.answer(/content/, (nth, honest) => (nth === 1 ? refusal(404, "Not yet.") : honest()));
  await expect(open(contentOf(id))).rejects.toMatchObject({
    code: "unavailable",
    facts: { retryable: true },
  });
  expect(await (await open(contentOf(id))).text()).toBe("abc\n");
  expect((await open(contentOf("file-gone"))).status).toBe(404);
});

test("a 404 says nothing of a file whose place is in trouble", async () => {
  place.answer(/content/, () => refusal(404, "No."));
  place.answer(/GET \/files\/f$/, () => refusal(500, "Oops."));
  await expect(open(contentOf("f"))).rejects.toMatchObject({ code: "unavailable" });
});

test("a refused key is about the key, and says nothing of the file", async () => {
  place.answer(/content/, () => refusal(401, "No."));
  await expect(open(contentOf("f"))).rejects.toMatchObject({ code: "not_authorized" });
});

test("a redirect is followed without the key", async () => {
  const { id } = place.addFile("abc\n");
  place.answer(/content/, () => Response.redirect(`${besideUrl}/store`, 302));
  expect(await (await open(contentOf(id), { range: "bytes=0-" })).text()).toBe("abc\n");
  expect(seen).toEqual([expect.objectContaining({ range: "bytes=0-", "accept-encoding": "identity" })]);
  expect(JSON.stringify(seen)).not.toContain("sk-tests");
});

test.each([
  besideUrl,
  `${place.url}/files/../batches/content`,
  `${place.url}/files/%2e%2e/content`,
  `${place.url}/batches/b`,
  place.url.replace("//", "//user:password@"),
])("a link that leads elsewhere (%s) is not opened with our key", async (url) => {
  const before = place.calls.length;
  await expect(open(url)).rejects.toMatchObject({ code: "rejected" });
  expect(place.calls.length).toBe(before);
});
