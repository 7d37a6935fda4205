import { HttpResponse } from "msw";
import { describe, expect, test } from "vitest";
import { readResult } from "./read-result";
import type { Made } from "./ref";

/** What is made of this answer; `isFailed` is whether the status told of an error. */
async function read(response: Response, isFailed = false, makes: Made = "films") {
  const { status, headers } = response;
  const told = isFailed ? { code: null, words: "Invalid status code" } : null;
  return readResult({ status, headers, text: await response.text() }, told, makes);
}

const marked = { "x-fal-error-type": "runner_disconnected" };
const link = "https://v3.fal.media/film.mp4";

describe("a result", () => {
  test.each([
    { video: { url: link, content_type: "video/mp4" }, seed: 7 },
    { video: link },
    { videos: [{ url: link }] },
    { output: { url: link } },
    { output: link },
    { output: [link] },
    { url: link },
    { data: { video: { url: link } } },
    { result: { videos: [link] } },
    { video: { url: link }, thumbnail: { url: "https://v3.fal.media/still.jpg" } },
    {
      images: [{ url: "https://v3.fal.media/still.jpg" }],
      output: [{ url: link, content_type: "video/mp4" }],
    },
    { files: [{ url: "https://v3.fal.media/still.jpg", content_type: "image/jpeg" }, { url: link }] },
  ])("has its film where %o has it", async (body) => {
    expect(await read(HttpResponse.json(body))).toEqual({
      state: "succeeded",
      files: [{ url: link, expiresAt: null }],
    });
  });

  test("that names several has the others for where the first gives nothing", async () => {
    const others = [`${link}?2`, `${link}?3`];
    const body = { videos: others.map((url) => ({ url })), video: { url: link }, url: link };
    expect(await read(HttpResponse.json(body))).toEqual({
      state: "succeeded",
      files: [{ url: link, expiresAt: null, alternatives: others }],
    });
  });

  test.each(["file:///srv/film.mp4", "file:/srv/film.mp4", "ftp://fal.test/film.mp4", "s3://films/film.mp4"])(
    "whose link nobody opens has it all the same, behind those that may be opened: %s",
    async (odd) => {
      const file = { url: odd, expiresAt: null };
      expect(await read(HttpResponse.json({ video: { url: odd, content_type: "video/mp4" } }))).toEqual({
        state: "succeeded",
        files: [file],
      });
      expect(await read(HttpResponse.json({ video: odd, output: { url: link } }))).toEqual({
        state: "succeeded",
        files: [{ ...file, url: link, alternatives: [odd] }],
      });
    },
  );

  test.each([{}, { images: [] }, { video: null }, [], { video: "soon" }, { video: { url: 7 } }])(
    "without a film is none: %o",
    async (body) => {
      expect(await read(HttpResponse.json(body))).toEqual({ state: "succeeded", files: [] });
    },
  );

  test("that is not there yet is waited for, and one that says why there is none has failed", async () => {
    expect(await read(HttpResponse.json({ status: "IN_PROGRESS" }, { status: 202 }))).toMatchObject({
      state: "running",
    });
    expect(await read(HttpResponse.json({ error: { message: "GPU fell over" } }))).toMatchObject({
      state: "failed",
      error: { message: "GPU fell over" },
    });
  });

  test.each([
    ["a page", HttpResponse.html("<h1>Hello</h1>")],
    ["truncated", new HttpResponse('{"video":{"url":')],
  ])("that is %s is trouble", async (_what, response) => {
    await expect(read(response)).rejects.toMatchObject({ code: "bad_response", facts: { retryable: true } });
  });
});

describe("a run's own failure", () => {
  test.each([
    ["content_policy_violation", "moderation"],
    ["image_too_large", "rejected"],
    ["image_load_error", "rejected"],
    [undefined, "rejected"],
  ])("of input (%s) is %s, in the model's words, and is not tried again", async (type, code) => {
    const detail = [{ loc: ["body", "prompt"], msg: "Not this.", type }];
    expect(await read(HttpResponse.json({ detail }, { status: 422 }))).toEqual({
      state: "failed",
      error: { code, message: "Not this.", retryable: false, charged: null },
    });
  });

  test.each([false, true])(
    "of fal's is known by its header, may be tried again, and was not charged (told of before: %s)",
    async (isFailed) => {
      const body = { detail: "The runner went away", error_type: "runner_disconnected" };
      const response = HttpResponse.json(body, { status: 503, headers: marked });
      expect(await read(response, isFailed)).toEqual({
        state: "failed",
        error: {
          code: "runner_disconnected",
          message: "The runner went away",
          retryable: true,
          charged: false,
        },
      });
    },
  );

  test("is not tried again where fal says that it is no use", async () => {
    const headers = { "x-fal-retryable": "false" };
    const detail = [{ msg: "No GPU is that large.", type: "internal_server_error" }];
    expect(await read(HttpResponse.json({ detail }, { status: 500, headers }))).toMatchObject({
      error: { code: "internal_server_error", retryable: false, charged: false },
    });
  });

  test.each([
    ["nothing but its status", {}, "server_error", true],
    ["a code that is none", { detail: "Oops", error_type: "Something went wrong!" }, "server_error", true],
    ["a code that blames our input", { detail: "Oops", error_type: "invalid_request" }, "rejected", false],
  ])("of fal's servers that tells %s was not charged", async (_what, body, code, retryable) => {
    const response = HttpResponse.json(body, { status: 500, headers: { "x-fal-retryable": "" } });
    expect(await read(response, true)).toMatchObject({
      state: "failed",
      error: { code, retryable, charged: false },
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
    ["403", HttpResponse.json({ detail: "No" }, { status: 403 }), "forbidden"],
    ["a 5xx without fal's marks", HttpResponse.json({ detail: "Oops" }, { status: 502 }), "unavailable"],
    ["a 5xx that is a page", HttpResponse.html("<h1>502</h1>", { status: 502 }), "unavailable"],
    ["a 4xx that is a page", HttpResponse.html("<h1>No</h1>", { status: 400 }), "bad_response"],
    ["a 404", HttpResponse.json({ detail: "Gone" }, { status: 404 }), "not_found"],
  ])("%s", async (_what, response, code) => {
    await expect(read(response)).rejects.toMatchObject({ code });
  });
});

describe("what answers for a run whose status told of its failure", () => {
  const tooLong = { code: null, words: "The run failed: prompt is too long" };
  const readTold = async (response: Response) => {
    const { status, headers } = response;
    return readResult({ status, headers, text: await response.text() }, tooLong, "films");
  };

  test.each<[number, object]>([
    [401, { detail: "No", error_type: "not_authenticated" }],
    [403, { detail: "No", type: "access_policy" }],
    [404, { detail: "Not found", error_type: "not_found" }],
    [408, { detail: "Later", error_type: "request_timeout" }],
    [409, { error: { message: "Busy", code: "server_busy" } }],
    [429, { detail: "Slow down", error_type: "rate_limited" }],
    [500, { detail: "Oops", error_type: "internal_server_error" }],
    [503, { error: { message: "Overloaded", type: "server_error" } }],
  ])("is about the call with %i, and adds neither word nor code: %j", async (status, body) => {
    expect(await readTold(HttpResponse.json(body, { status }))).toEqual({
      state: "failed",
      error: { code: "failed", message: tooLong.words, retryable: true, charged: null },
    });
  });

  test("is the run's own with 422, but its status spoke first", async () => {
    const detail = [{ loc: ["body", "prompt"], msg: "At most 500 characters", type: "string_too_long" }];
    expect(await readTold(HttpResponse.json({ detail }, { status: 422 }))).toMatchObject({
      state: "failed",
      error: { code: "rejected", message: tooLong.words, retryable: false },
    });
  });

  test.each([200, 400, 404, 502])("a page with %i, in the words of its status", async (status) => {
    expect(await read(HttpResponse.html("<h1>No</h1>", { status }), true)).toMatchObject({
      state: "failed",
      error: { code: "failed", message: "Invalid status code", charged: null },
    });
  });

  test("may be tried again where fal says so", async () => {
    const headers = { "x-fal-retryable": "true" };
    expect(await read(HttpResponse.json({ detail: "Later" }, { status: 422, headers }), true)).toMatchObject({
      error: { retryable: true },
    });
  });
});

const still = "https://v3.fal.media/still.jpg";
const sound = "https://v3.fal.media/sound.flac";
const everything = {
  video: { url: link, content_type: "video/mp4" },
  images: [{ url: still, content_type: "image/jpeg" }],
  audio: { url: sound, content_type: "audio/flac" },
};

/** The same, where nobody says what each file is. */
const untyped = { video: link, images: [{ url: still }], audio: { url: sound } };

describe("a result of one sort", () => {
  test.each([
    ["films", link],
    ["pictures", still],
    ["voices", sound],
  ] as const)("has its own file, and none of another: %s", async (makes, url) => {
    const offered = { state: "succeeded", files: [{ url, expiresAt: null }] };
    expect(await read(HttpResponse.json(everything), false, makes)).toEqual(offered);
    expect(await read(HttpResponse.json({ output: everything }), false, makes)).toEqual(offered);
    expect(await read(HttpResponse.json(untyped), false, makes)).toEqual(offered);
    expect(await read(HttpResponse.json({ files: Object.values(everything).flat() }), false, makes)).toEqual(
      offered,
    );
  });

  test.each([
    ["films", ["images", "audio"]],
    ["pictures", ["video", "audio"]],
    ["voices", ["video", "images"]],
  ] as const)("has none where there are others alone: %s", async (makes, others) => {
    const body = Object.fromEntries(others.map((name) => [name, everything[name]]));
    expect(await read(HttpResponse.json(body), false, makes)).toEqual({ state: "succeeded", files: [] });
  });

  test.each([
    { images: [{ url: still }], seed: 7, has_nsfw_concepts: [false] },
    { images: [still] },
    { image: { url: still }, timings: {} },
    { image: still },
    { image_url: still },
    { output: [still] },
    { data: [{ url: still }] },
    { data: { images: [{ url: still, content_type: "application/octet-stream" }] } },
    { url: still },
  ])("has its picture where %o has it", async (body) => {
    expect(await read(HttpResponse.json(body), false, "pictures")).toEqual({
      state: "succeeded",
      files: [{ url: still, expiresAt: null }],
    });
  });

  test.each([
    { audio: { url: sound }, duration_ms: 1_800 },
    { audio: sound },
    { audio_url: sound },
    { audio_file: { url: sound } },
    { speech: { url: sound } },
    { output: { audio: { url: sound } } },
    { url: sound },
  ])("has its voice where %o has it", async (body) => {
    expect(await read(HttpResponse.json(body), false, "voices")).toEqual({
      state: "succeeded",
      files: [{ url: sound, expiresAt: null }],
    });
  });

  test("in hex, which nobody asked for, is none", async () => {
    const body = { audio: "fff3".repeat(400) };
    expect(await read(HttpResponse.json(body), false, "voices")).toEqual({ state: "succeeded", files: [] });
  });
});

describe("a picture that was found unsafe is black, and a failure:", () => {
  test.each([
    { has_nsfw_concepts: [true] },
    { has_nsfw_concepts: true },
    { has_nsfw_concepts: ["True"] },
    { has_nsfw_concepts: [1] },
    { nsfw_content_detected: [true] },
    { data: { has_nsfw_concepts: [true] } },
  ])("%j", async (said) => {
    expect(
      await read(HttpResponse.json({ images: [{ url: still }], ...said }), false, "pictures"),
    ).toMatchObject({
      state: "failed",
      error: { code: "moderation", retryable: false, charged: null },
    });
  });

  test.each([
    { has_nsfw_concepts: [false] },
    { has_nsfw_concepts: [] },
    { has_nsfw_concepts: null },
    { has_nsfw_concepts: ["false"] },
    { prompt: { has_nsfw_concepts: [true] } },
  ])("but not where it says %j", async (said) => {
    const body = { images: [{ url: still }], ...said };
    expect(await read(HttpResponse.json(body), false, "pictures")).toMatchObject({ state: "succeeded" });
  });
});
