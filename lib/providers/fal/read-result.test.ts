import { HttpResponse } from "msw";
import { describe, expect, test } from "vitest";
import { readResult } from "./read-result";

/** What is made of this answer; `isFailed` is whether the status told of an error. */
async function read(response: Response, isFailed = false) {
  const { status, headers } = response;
  return readResult({ status, headers, text: await response.text() }, isFailed);
}

const marked = { "x-fal-error-type": "runner_disconnected" };
const link = "https://v3.fal.media/film.mp4";

describe("a result", () => {
  test.each([
    { video: { url: link, content_type: "video/mp4" }, seed: 7 },
    { video: link },
    { videos: [{ url: link }, { url: `${link}?2` }] },
    { output: { url: link } },
    { output: link },
  ])("has its film where %o has it", async (body) => {
    expect(await read(HttpResponse.json(body))).toEqual({
      state: "succeeded",
      files: [{ url: link, expiresAt: null }],
    });
  });

  test.each([{}, { images: [] }, { video: null }])("without a film is none: %o", async (body) => {
    expect(await read(HttpResponse.json(body))).toMatchObject({
      state: "failed",
      error: { code: "no_result", retryable: false, charged: null },
    });
  });

  test.each([
    ["a page", HttpResponse.html("<h1>Hello</h1>")],
    ["truncated", new HttpResponse('{"video":{"url":')],
    ["a list", HttpResponse.json([])],
  ])("that is %s is trouble", async (_what, response) => {
    await expect(read(response)).rejects.toMatchObject({ code: "bad_response", facts: { retryable: true } });
  });
});

describe("a run's own failure", () => {
  test.each([
    ["content_policy_violation", "moderation"],
    ["image_too_large", "image_too_large"],
    [undefined, "failed"],
  ])("of input (%s) is %s, in the model's words, and is not tried again", async (type, code) => {
    const detail = [{ loc: ["body", "prompt"], msg: "Not this.", type }];
    expect(await read(HttpResponse.json({ detail }, { status: 422 }))).toEqual({
      state: "failed",
      error: { code, message: "fal: Not this.", retryable: false, charged: null },
    });
  });

  test.each([
    ["by its header", marked, false],
    ["by its status", {}, true],
  ])("of fal's is known %s, may be tried again, and was not charged", async (_what, headers, isFailed) => {
    const body = { detail: "The runner went away", error_type: "runner_disconnected" };
    const response = HttpResponse.json(body, { status: 503, headers });
    expect(await read(response, isFailed)).toEqual({
      state: "failed",
      error: {
        code: "runner_disconnected",
        message: "fal: The runner went away",
        retryable: true,
        charged: false,
      },
    });
  });

  test("is not tried again where fal says that it is no use", async () => {
    const headers = { "x-fal-retryable": "false" };
    const detail = [{ msg: "No GPU is that large.", type: "internal_server_error" }];
    expect(await read(HttpResponse.json({ detail }, { status: 500, headers }))).toMatchObject({
      error: { code: "internal_server_error", retryable: false, charged: false },
    });
  });

  test("by our own cancel is no failure", async () => {
    const body = { detail: "Cancelled", error_type: "client_cancelled" };
    expect(await read(HttpResponse.json(body, { status: 499 }))).toEqual({ state: "canceled" });
  });
});

describe("what is not the run's is trouble, and says nothing of the run", () => {
  test.each<[string, Response, string]>([
    ["429", HttpResponse.json({ detail: "Slow down" }, { status: 429 }), "rate_limited"],
    ["401", HttpResponse.json({ detail: "No" }, { status: 401, headers: marked }), "not_authorized"],
    ["403", HttpResponse.json({ detail: "No" }, { status: 403 }), "not_authorized"],
    ["a 5xx without fal's marks", HttpResponse.json({ detail: "Oops" }, { status: 502 }), "unavailable"],
    ["a 5xx that is a page", HttpResponse.html("<h1>502</h1>", { status: 502 }), "unavailable"],
    ["a 4xx that is a page", HttpResponse.html("<h1>No</h1>", { status: 400 }), "bad_response"],
    ["a 404", HttpResponse.json({ detail: "Gone" }, { status: 404 }), "not_found"],
  ])("%s", async (_what, response, code) => {
    for (const isFailed of [false, true]) {
      await expect(read(response.clone(), isFailed && response.status < 500)).rejects.toMatchObject({
        code,
      });
    }
  });
});
