import { inspect } from "node:util";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { guardedByFetch } from "@/tests/support/intercept-fetch";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { bench } from "@/sandbox/test-bench";
import { contextOf, videoRequest } from "@/tests/support/video-requests";
import { openaiVideos } from "./openai-videos";

stubEnvironment({ OPENAI_API_KEY: "sk-tests" });
guardedByFetch();
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterAll(() => server.close());

const content = "http://sandbox.test/openai/v1/videos/v/content";
const never = new AbortController().signal;
const open = (url: string, headers: Record<string, string> = {}) =>
  openaiVideos.open?.({ url, expiresAt: null }, headers, never);

/** What a call to this address was asked with, while it answers like this. */
function watch(url: string, answer: Response): { headers: Headers | null } {
  const seen: { headers: Headers | null } = { headers: null };
  server.use(
    http.get(url, ({ request }) => {
      seen.headers = request.headers;
      return answer.clone();
    }),
  );
  return seen;
}

test("a film and its still are opened with our key, and the range that was asked for", async () => {
  server.resetHandlers();
  const seen = watch(content, new HttpResponse("film", { status: 206 }));
  for (const url of [content, `${content}?variant=thumbnail`]) {
    const response = await open(url, { range: "bytes=0-3", "if-range": '"a"' });
    expect([response?.status, await response?.text()]).toEqual([206, "film"]);
    expect(Object.fromEntries(seen.headers ?? [])).toMatchObject({
      authorization: "Bearer sk-tests",
      range: "bytes=0-3",
      "if-range": '"a"',
    });
  }
});

test("a film of the sandbox comes whole, and in parts", async () => {
  const account = bench();
  server.resetHandlers(...account.sandbox.handlers);
  const request = videoRequest("openai-videos", { seconds: 4 });
  const { ref } = await openaiVideos.start(request, contextOf("openai-videos"));
  account.pass(60);
  const answer = (await openaiVideos.check([ref], () => true)).get(ref);
  const [film] = answer && "files" in answer ? answer.files : [];
  const whole = await open(film?.url ?? "");
  expect(whole?.headers.get("content-type")).toBe("video/mp4");
  expect((await open(film?.url ?? "", { range: "bytes=0-99" }))?.status).toBe(206);
}, 60_000);

test.each([
  "http://elsewhere.test/openai/v1/videos/v/content",
  "http://sandbox.test.evil.test/openai/v1/videos/v/content",
  "http://sandbox.test/openai/v1/videos/../../../other",
  "http://sandbox.test/other",
  "https://sandbox.test/openai/v1/videos/v/content",
  "http://sandbox.test/openai/v1/videos-of-others/v/content",
  "http://sandbox.test/openai/v1/videos/%2e%2e/%2e%2e/other",
  "http://sandbox.test/openai/v1/videos/..%2f..%2fother",
  "http://sandbox.test/openai/v1/videos/v%5c..%5cother",
])("our key is not sent to %s", async (url) => {
  server.resetHandlers();
  const seen = watch(new URL(url).href, new HttpResponse("stolen"));
  await expect(open(url)).rejects.toMatchObject({ code: "rejected" });
  expect(seen.headers).toBeNull();
});

test("a redirect is followed without our key", async () => {
  server.resetHandlers();
  const cdn = "https://cdn.test/film.mp4";
  watch(content, new HttpResponse(null, { status: 302, headers: { location: cdn } }));
  const seen = watch(cdn, new HttpResponse("film"));
  expect(await (await open(content, { range: "bytes=0-3" }))?.text()).toBe("film");
  expect(seen.headers?.get("authorization")).toBeNull();
  expect(seen.headers?.get("range")).toBe("bytes=0-3");
});

test("a redirect into the clear is not followed", async () => {
  server.resetHandlers();
  watch(content, new HttpResponse(null, { status: 302, headers: { location: "http://cdn.test/film.mp4" } }));
  await expect(open(content)).rejects.toThrow("not safe");
});

test.each([404, 410])("%i of the provider's is handed on: it has the film no more", async (status) => {
  server.resetHandlers();
  watch(content, new HttpResponse(null, { status }));
  expect((await open(content))?.status).toBe(status);
});

test.each([401, 403])("%i of the provider's is trouble with our key, not a dead link", async (status) => {
  server.resetHandlers();
  watch(content, new HttpResponse("no", { status }));
  await expect(open(content)).rejects.toMatchObject({
    code: "not_authorized",
    facts: { retryable: true },
  });
});

test.each(["https://user:secret@sandbox.test", "http://user@sandbox.test"])(
  "our key is not sent along with somebody's credentials: %s",
  async (origin) => {
    server.resetHandlers();
    await expect(open(`${origin}/openai/v1/videos/v/content`)).rejects.toMatchObject({ code: "rejected" });
  },
);

test.each([
  ["https://gateway.test", "https://gateway.test/videos/v/content"],
  ["https://gateway.test/", "https://gateway.test/videos/v/content"],
  ["https://Gateway.test:443/api/v1", "https://gateway.test/api/v1/videos/v/content"],
])("films of a gateway at %s are opened", async (base, address) => {
  const adapter = await atGateway(base);
  server.resetHandlers();
  const seen = watch(address, new HttpResponse("film"));
  const video = { id: "v", status: "completed", created_at: 1 };
  server.use(http.get(address.replace("/content", ""), () => HttpResponse.json(video)));
  const answer = (await adapter.check(["v"], () => true)).get("v");
  const [film] = answer && "files" in answer ? answer.files : [];
  const response = await adapter.open?.({ url: film?.url ?? "", expiresAt: null }, {}, never);
  expect(await response?.text()).toBe("film");
  expect(seen.headers?.get("authorization")).toBe("Bearer key-of-the-gateway");
});

test.each([
  "https://gateway.test.evil.test/videos/v",
  "https://gateway.test/other",
  "http://gateway.test/videos/v",
])("the key of a gateway without a path is not sent to %s", async (url) => {
  const adapter = await atGateway("https://gateway.test");
  server.resetHandlers();
  const seen = watch(url, new HttpResponse("stolen"));
  await expect(adapter.open?.({ url, expiresAt: null }, {}, never)).rejects.toMatchObject({
    code: "rejected",
  });
  expect(seen.headers).toBeNull();
});

test("a film that cannot be asked for never tells of our key", async () => {
  const base = "https://gateway.test";
  const adapter = await atGateway(base, "sk-secret\nb");
  const file = { url: `${base}/videos/v/content`, expiresAt: null };
  const error: unknown = await adapter.open?.(file, {}, never).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Error);
  expect(inspect(error, { depth: null, showHidden: true })).not.toContain("sk-secret");
});

/** The adapter where videos are made at this gateway. */
async function atGateway(base: string, key = "key-of-the-gateway") {
  vi.resetModules();
  stubEnvironment({ OPENAI_VIDEO_BASE_URL: base, OPENAI_VIDEO_API_KEY: key });
  return (await import("./openai-videos")).openaiVideos;
}
