import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { bench } from "@/sandbox/test-bench";
import type { Asked } from "../provider";
import { ProviderError } from "../provider-error";
import type { VideoRequest } from "../video-request";
import { contextOf, lostStart, videoRequest } from "@/tests/support/video-requests";
import { fal } from "./fal";
import { familyOf } from "./video-families";

stubEnvironment({ FAL_KEY: "id:tests" });
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterAll(() => server.close());

const base = "http://sandbox.test/fal";
const request = videoRequest("fal");

function openAccount(faults = "") {
  const account = bench();
  server.resetHandlers(...account.sandbox.handlers);
  account.sandbox.setFaults(faults);
  return account;
}

const start = (wanted: Asked<VideoRequest> = request) => fal.start(wanted, contextOf("fal", wanted.files));
const look = async (ref: string) => (await fal.check([ref], () => true)).get(ref);

/** What a create call sends, and where. */
async function sent(wanted: Asked<VideoRequest>) {
  let url = new URL(base);
  let body: unknown;
  let headers = new Headers();
  server.resetHandlers(
    http.post(`${base}/*`, async (call) => {
      url = new URL(call.request.url);
      ({ headers } = call.request);
      body = await call.request.json();
      return HttpResponse.json({ request_id: "r-1", status: "IN_QUEUE", status_url: "http://evil.test/" });
    }),
  );
  const context = contextOf("fal", wanted.files);
  const started = await fal.start(wanted, context);
  return { url, body, headers, context, started };
}

describe("a start", () => {
  test("goes to the model with our key, in its family's spelling", async () => {
    const { url, body, headers } = await sent(request);
    expect(url.pathname).toBe("/fal/fal-ai/veo3.1/fast");
    expect(headers.get("authorization")).toBe("Key id:tests");
    expect(body).toEqual({
      prompt: request.body.prompt,
      duration: "4s",
      aspect_ratio: "16:9",
      resolution: "720p",
    });
  });

  test("gives the webhook our callback, with the app that it would not name", async () => {
    const { url, context } = await sent(request);
    const webhook = new URL(url.searchParams.get("fal_webhook") ?? "");
    expect(webhook.searchParams.get("app")).toBe("fal-ai/veo3.1");
    webhook.searchParams.delete("app");
    expect(webhook.href).toBe(context.callbackUrl);
  });

  test("gives a reference of app and request, and follows no address of the answer's", async () => {
    const { started } = await sent(request);
    expect(started).toEqual({
      ref: "fal-ai/veo3.1/requests/r-1",
      observation: { state: "queued", expectedAt: null },
    });
  });

  test.each([
    ["fal-ai/veo3.1/fast", "/fal/fal-ai/veo3.1/fast/image-to-video", "image_url"],
    [
      "fal-ai/kling-video/v3/pro/text-to-video",
      "/fal/fal-ai/kling-video/v3/pro/image-to-video",
      "start_image_url",
    ],
    [
      "fal-ai/kling-video/v2.5/pro/text-to-video",
      "/fal/fal-ai/kling-video/v2.5/pro/image-to-video",
      "image_url",
    ],
    ["fal-ai/ltx-2/text-to-video/fast", "/fal/fal-ai/ltx-2/image-to-video/fast", "image_url"],
    ["fal-ai/ltx-2/image-to-video/fast", "/fal/fal-ai/ltx-2/image-to-video/fast", "image_url"],
    ["fal-ai/wan/image-to-video", "/fal/fal-ai/wan/image-to-video", "image_url"],
  ])("of %s with a picture goes to %s, as %s", async (model, path, field) => {
    const { url, body } = await sent(videoRequest("fal", { model }, ["user/a.jpg"]));
    expect(url.pathname).toBe(path);
    expect(body).toMatchObject({ [field]: "http://app.test/api/files/user/a.jpg?signature=abc" });
  });

  const named = [
    "fal-ai/veo3.1",
    "fal-ai/veo3.1/fast",
    "fal-ai/veo3.1/lite",
    "fal-ai/veo3/fast",
    "fal-ai/kling-video/v3/standard/text-to-video",
    "fal-ai/kling-video/v2.5-turbo/pro/text-to-video",
    "fal-ai/kling-video/v1.6/standard/text-to-video",
    "fal-ai/ltx-2/text-to-video",
    "fal-ai/ltx-2/text-to-video/fast",
    "fal-ai/ltx-video",
    "fal-ai/bytedance/seedance/v1/pro/text-to-video",
    "fal-ai/wan-25-preview/text-to-video",
  ];
  test.each(named)(
    "of %s is taken in every length and size we offer, with a picture and without",
    async (model) => {
      openAccount();
      const { seconds: lengths, sizes } = familyOf(model);
      for (const seconds of lengths) {
        for (const size of sizes) {
          const started = await start(videoRequest("fal", { model, seconds, size }));
          expect(started.observation).toMatchObject({ state: "queued" });
          await start(videoRequest("fal", { model, seconds, size }, ["user/a.jpg"]));
        }
      }
    },
  );

  test.each([
    ["fal-ai/kling-video/v3/pro/text-to-video", "720x720", { duration: "10", aspect_ratio: "1:1" }],
    ["fal-ai/ltx-2/text-to-video", "2560x1440", { duration: 10, aspect_ratio: "16:9", resolution: "1440p" }],
    ["fal-ai/ltx-video", "720x720", { aspect_ratio: "1:1" }],
    [
      "fal-ai/bytedance/seedance/v1/pro/text-to-video",
      "1080x1920",
      { duration: "10", aspect_ratio: "9:16", resolution: "1080p" },
    ],
    ["fal-ai/something/new", "720x1280", { duration: "10", aspect_ratio: "9:16" }],
  ])("of %s spells %s as its family does", async (model, size, input) => {
    const { body } = await sent(videoRequest("fal", { model, size, seconds: 10 }));
    expect(body).toEqual({ prompt: request.body.prompt, ...input });
  });

  test.each(["504-after-success", "drop-after-success", "truncated", "html"])(
    "whose answer was lost by %s may have worked, and cannot be looked up",
    async (fault) => {
      const { now } = openAccount(fault);
      await expect(start()).rejects.toMatchObject({ facts: { retryable: true, mayHaveWorked: true } });
      expect(await fal.find(lostStart(request, new Date(now())))).toEqual({ type: "unprovable" });
    },
  );

  test("that fal refuses did not happen, and says why in fal's words", async () => {
    openAccount();
    await expect(start(videoRequest("fal", { prompt: "" }))).rejects.toMatchObject({
      code: "rejected",
      message: expect.stringMatching(/^fal refused: [^[{]+$/),
      facts: { retryable: false, mayHaveWorked: false },
    });
  });

  test("from a picture with a model that takes none names the endpoint that fal does not know", async () => {
    server.resetHandlers(
      http.post(`${base}/*`, () => HttpResponse.json({ detail: "Not found" }, { status: 404 })),
    );
    await expect(start(videoRequest("fal", {}, ["user/a.jpg"]))).rejects.toMatchObject({
      message: expect.stringMatching(
        /^fal does not know the model fal-ai\/veo3\.1\/fast\/image-to-video: .*FAL_VIDEO_MODELS/,
      ),
    });
  });

  test("whose id could lead elsewhere is trouble", async () => {
    server.resetHandlers(http.post(`${base}/*`, () => HttpResponse.json({ request_id: "../../admin" })));
    await expect(start()).rejects.toMatchObject({ code: "bad_response", facts: { mayHaveWorked: true } });
  });
});

describe("a check", () => {
  test("tells queued, under way and done apart", async () => {
    const { pass } = openAccount();
    const { ref } = await start();
    expect(await look(ref)).toEqual({ state: "queued", expectedAt: null });
    pass(15);
    expect(await look(ref)).toEqual({ state: "running", progress: null, expectedAt: null });
    pass(60);
    expect(await look(ref)).toEqual({
      state: "succeeded",
      files: [{ url: expect.stringMatching(/\.mp4$/), expiresAt: null }],
    });
  }, 60_000);

  test.each([
    ["failed", { code: "runner_server_error", retryable: true, charged: false }],
    ["moderation", { code: "moderation", retryable: false, charged: null }],
  ])("tells work that ends in %s", async (fault, error) => {
    const { pass } = openAccount(`${fault}@fal-submit`);
    const { ref } = await start();
    pass(90);
    expect(await look(ref)).toMatchObject({ state: "failed", error });
  });

  test.each(["fal-status", "fal-result"])(
    "takes trouble at %s for trouble, not for an end",
    async (place) => {
      const { pass, sandbox } = openAccount();
      const { ref } = await start();
      pass(90);
      for (const fault of ["429", "html", "truncated"]) {
        sandbox.setFaults(`${fault}@${place}`);
        expect(await look(ref)).toBeInstanceOf(ProviderError);
      }
    },
  );

  test("of a request that fal does not know says missing, and of nonsense an error", async () => {
    openAccount();
    expect(await look("fal-ai/veo3.1/requests/none")).toEqual({ state: "missing" });
    for (const nonsense of [
      "",
      "none",
      "a/b/requests/../../x",
      "a/b/c/requests/x",
      "http://a/b/requests/x",
    ]) {
      expect(await look(nonsense)).toBeInstanceOf(Error);
    }
  });

  test.each(["404", "429", "500", "html"])(
    "of work whose status tells of an error ends it, though its result answers %s",
    async (fault) => {
      const { pass, sandbox } = openAccount("failed@fal-submit");
      const { ref } = await start();
      pass(90);
      sandbox.setFaults(`${fault}@fal-result`);
      expect(await look(ref)).toMatchObject({
        state: "failed",
        error: { charged: null },
      });
    },
  );

  test("of many takes one call each, and stops when time is up", async () => {
    const { sandbox } = openAccount();
    const refs = [];
    for (let n = 0; n < 9; n++) refs.push((await start()).ref);
    sandbox.journal.clear();
    expect((await fal.check(refs, () => true)).size).toBe(9);
    expect(sandbox.journal.count()).toBe(9);
    let left = 4;
    expect((await fal.check(refs, () => left-- > 0)).size).toBe(4);
  });
});

/** What is made of one status, and of what the result route answers. */
async function told(status: unknown, result: () => Response = () => HttpResponse.json({}, { status: 404 })) {
  server.resetHandlers(
    http.get(`${base}/a/b/requests/r-1/status`, () =>
      status instanceof Response ? status.clone() : HttpResponse.json(status as object, { status: 202 }),
    ),
    http.get(`${base}/a/b/requests/r-1`, result),
  );
  return look("a/b/requests/r-1");
}

const film = "https://v3.fal.media/film.mp4";
const offered = { state: "succeeded", files: [{ url: film, expiresAt: null }] };
const withFilm = () => HttpResponse.json({ video: { url: film } });

describe("a status", () => {
  test.each([
    ["IN_QUEUE", "queued"],
    ["pending", "queued"],
    ["InProgress", "running"],
    ["processing", "running"],
    ["CANCELLED", "canceled"],
    ["canceled", "canceled"],
    ["FAILED", "failed"],
    ["ERROR", "failed"],
    ["expired", "failed"],
  ])("%s is %s, in any spelling", async (word, state) => {
    expect(await told({ status: word })).toMatchObject({ state });
    expect(await told({ request_id: 7, state: word.toLowerCase() })).toMatchObject({ state });
  });

  test.each(["COMPLETED", "completed", "SUCCESS", "done", "Ok"])(
    "%s is done, with its film",
    async (word) => {
      expect(await told({ status: word, error: null }, withFilm)).toEqual(offered);
    },
  );

  test.each(["WRAPPING_UP", "", 7, undefined])(
    "nobody knows (%s) is done where there is a film",
    async (word) => {
      expect(await told({ status: word }, withFilm)).toEqual(offered);
    },
  );

  test("nobody knows is under way where there is no film yet", async () => {
    const refused = () => HttpResponse.json({ detail: "Request is still in progress" }, { status: 400 });
    expect(await told({ status: "WRAPPING_UP" }, refused)).toEqual({
      state: "running",
      progress: null,
      expectedAt: null,
    });
  });

  test.each([[{}], [[]], ["soon"], [null]])("that says nothing (%j) is trouble", async (status) => {
    expect(await told(status)).toMatchObject({ code: "bad_response" });
  });

  test("that is a page with 404 is trouble, in JSON it says missing", async () => {
    expect(await told(HttpResponse.html("<!doctype html><title>404</title>", { status: 404 }))).toMatchObject(
      {
        code: "bad_response",
      },
    );
    expect(await told(HttpResponse.json({ detail: "Not found" }, { status: 404 }))).toEqual({
      state: "missing",
    });
  });

  test("that fails says why in its own words, whatever shape they have", async () => {
    for (const more of [
      { error: "GPU fell over" },
      { error: { message: "GPU fell over" } },
      { message: "GPU fell over" },
    ]) {
      expect(await told({ status: "FAILED", ...more })).toMatchObject({
        state: "failed",
        error: { code: "failed", message: "GPU fell over", retryable: true },
      });
    }
  });

  test("that speaks of rules is moderation, also where the result has nothing to say of them", async () => {
    const status = { status: "COMPLETED", error: "Flagged", error_type: "content_policy_violation" };
    const nothing = () => HttpResponse.json({ detail: "Not found" }, { status: 404 });
    for (const each of [status, { status: "MODERATED", error: "Flagged" }]) {
      expect(await told(each, nothing)).toMatchObject({
        state: "failed",
        error: { code: "moderation", message: "Flagged", retryable: false },
      });
    }
  });

  test("of a failed run ends it even while its result cannot be reached", async () => {
    expect(
      await told({ status: "COMPLETED", error: "GPU fell over" }, () => HttpResponse.error()),
    ).toMatchObject({
      state: "failed",
      error: { message: "GPU fell over" },
    });
  });

  test("with an error does not lose a film that is there", async () => {
    expect(await told({ status: "COMPLETED", error: "A webhook failed" }, withFilm)).toEqual(offered);
  });
});

describe("case 15: a 422 in JSON of any shape ends the work at once, in its words", () => {
  test.each([
    { detail: { message: "Prompt is too long" } },
    { detail: "Prompt is too long" },
    { detail: [{ loc: ["body"], msg: "Prompt is too long" }] },
    [{ loc: ["body"], msg: "Prompt is too long" }],
    { error: { message: "Prompt is too long" } },
    { message: "Prompt is too long" },
    { detail: { prompt: { reason: "Prompt is too long" } }, message: "Prompt is too long" },
  ])("%j", async (body) => {
    const result = () => HttpResponse.json(body, { status: 422 });
    expect(await told({ status: "COMPLETED", request_id: "r-1" }, result)).toMatchObject({
      state: "failed",
      error: { code: "rejected", message: expect.stringContaining("Prompt is too long"), retryable: false },
    });
  });

  test.each([[{}], [null], [[]], [7]])("even where it has none: %j", async (body) => {
    const result = () => HttpResponse.json(body, { status: 422 });
    expect(await told({ status: "COMPLETED" }, result)).toMatchObject({ state: "failed" });
  });
});
