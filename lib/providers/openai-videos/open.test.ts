import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import { stubEnvironment } from "@/lib/test-env";
import { bench } from "@/sandbox/test-bench";
import { contextOf, videoRequest } from "../test-videos";
import { openaiVideos } from "./openai-videos";

stubEnvironment();
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

test("what the provider answers to a film it has no more is handed on", async () => {
  server.resetHandlers();
  watch(content, new HttpResponse(null, { status: 404 }));
  expect((await open(content))?.status).toBe(404);
});
