import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bench } from "@/sandbox/test-bench";
import { pictureRequest, speechRequest } from "@/tests/support/media-requests";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { contextOf, lostStart, videoRequest } from "@/tests/support/video-requests";
import type { Asked } from "../provider";
import { fal } from "./fal";
import type { FalRequest } from "./request";

stubEnvironment({ FAL_KEY: "id:tests" });
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterAll(() => server.close());

const base = "http://sandbox.test/fal";
const picture = pictureRequest("fal-ai/flux-2");
const voice = speechRequest("fal-ai/minimax/speech-2.8-turbo");

function openAccount(faults = "") {
  const account = bench();
  server.resetHandlers(...account.sandbox.handlers);
  account.sandbox.setFaults(faults);
  return account;
}

const start = (request: Asked<FalRequest>) => fal.start(request, contextOf("fal"));
const look = async (ref: string) => (await fal.check([ref], () => true)).get(ref);

/** Where a request goes, and what is called back. */
async function sent(request: Asked<FalRequest>) {
  let url = new URL(base);
  server.resetHandlers(
    http.post(`${base}/*`, (call) => {
      url = new URL(call.request.url);
      return HttpResponse.json({ request_id: "r-1", status: "IN_QUEUE" });
    }),
  );
  const { ref } = await start(request);
  return { ref, path: url.pathname, webhook: new URL(url.searchParams.get("fal_webhook") ?? "") };
}

describe("a start", () => {
  test.each<[string, Asked<FalRequest>, string, string | null]>([
    ["picture", picture, "fal-ai/flux-2/requests/r-1#pictures", "pictures"],
    ["voice", voice, "fal-ai/minimax/requests/r-1#voices", "voices"],
    ["video", videoRequest("fal"), "fal-ai/veo3.1/requests/r-1", null],
  ])("of a %s says in its reference and to its webhook what is made", async (_what, request, ref, makes) => {
    const { webhook, path, ...started } = await sent(request);
    expect(started.ref).toBe(ref);
    expect(path).toBe(`/fal/${request.body.model}`);
    expect(webhook.searchParams.get("makes")).toBe(makes);
  });

  test.each([
    ["FAL_IMAGE_MODEL", picture],
    ["FAL_SPEECH_MODEL", voice],
  ])("with a model that is not there names %s", async (setting, request) => {
    server.resetHandlers(
      http.post(`${base}/*`, () => HttpResponse.json({ detail: "Not found" }, { status: 404 })),
    );
    await expect(start(request)).rejects.toMatchObject({
      code: "misconfigured",
      message: expect.stringContaining(`${setting} or FAL_QUEUE_URL`),
    });
  });

  test.each([picture, voice])("whose answer was lost cannot be looked up", async (request) => {
    const { now } = openAccount("drop-after-success");
    await expect(start(request)).rejects.toMatchObject({ facts: { mayHaveWorked: true } });
    expect(await fal.find(lostStart<FalRequest>(request, new Date(now())))).toEqual({ type: "unprovable" });
  });
});

describe("a check", () => {
  test.each<[string, Asked<FalRequest>, RegExp]>([
    ["picture", picture, /\.jpe?g$/],
    ["voice", voice, /\.flac$/],
  ])("of a %s tells queued, under way and done apart, and where it is", async (_what, request, link) => {
    const { pass } = openAccount();
    const { ref } = await start(request);
    expect(await look(ref)).toMatchObject({ state: "queued" });
    pass(600);
    expect(await look(ref)).toEqual({
      state: "succeeded",
      files: [{ url: expect.stringMatching(link), expiresAt: null }],
    });
  });

  test("of a picture that was found unsafe, and is black, says so, and offers nothing", async () => {
    const { pass } = openAccount("black-picture");
    const { ref } = await start(picture);
    pass(600);
    expect(await look(ref)).toMatchObject({
      state: "failed",
      error: { code: "moderation", message: expect.stringContaining("unsafe"), retryable: false },
    });
  });

  test.each([picture, voice])("of what is against the rules says so", async (request) => {
    const { pass } = openAccount("moderation@fal-submit");
    const { ref } = await start(request);
    pass(600);
    expect(await look(ref)).toMatchObject({
      state: "failed",
      error: { code: "moderation", retryable: false },
    });
  });

  test("of an unknown sort is an error, and asks for nothing", async () => {
    const { sandbox } = openAccount();
    for (const ref of [
      "fal-ai/flux-2/requests/r-1#songs",
      "fal-ai/flux-2/requests/r-1#",
      "a/b/requests/#voices",
    ])
      expect(await look(ref)).toBeInstanceOf(Error);
    expect(sandbox.journal.count()).toBe(0);
  });

  test.each([picture, voice])("asks fal where the request is, and so does stopping it", async (request) => {
    openAccount();
    const { ref } = await start(request);
    expect(await look(ref)).toMatchObject({ state: "queued" });
    expect(await fal.cancel?.(ref)).toBe("requested");
  });
});
