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

stubEnvironment({ FAL_KEY: "fal_tests" });
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
    expect(headers.get("authorization")).toBe("Key fal_tests");
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
    ["fal-ai/veo3.1/fast", "/fal/fal-ai/veo3.1/fast/image-to-video"],
    ["fal-ai/kling-video/v3/pro/text-to-video", "/fal/fal-ai/kling-video/v3/pro/image-to-video"],
    ["fal-ai/wan/image-to-video", "/fal/fal-ai/wan/image-to-video"],
  ])("of %s with a picture goes to %s", async (model, path) => {
    const { url, body } = await sent(videoRequest("fal", { model }, ["user/a.jpg"]));
    expect(url.pathname).toBe(path);
    expect(body).toMatchObject({ image_url: "http://app.test/api/files/user/a.jpg?signature=abc" });
  });

  test.each([
    ["fal-ai/kling-video/v3/pro/text-to-video", "720x720", { duration: "10", aspect_ratio: "1:1" }],
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
      message: "fal does not know the model fal-ai/veo3.1/fast/image-to-video.",
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
      const { pass, sandbox } = openAccount("failed@fal-submit");
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
