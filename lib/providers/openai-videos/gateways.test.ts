import * as fc from "fast-check";
import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { guardedByFetch } from "@/tests/support/intercept-fetch";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { openaiVideos } from "./openai-videos";

stubEnvironment();
guardedByFetch();
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterAll(() => server.close());

const url = "http://sandbox.test/openai/v1/videos";
const content = `${url}/v/content`;
const cdn = "https://cdn.example/film.mp4";

const film = () => new HttpResponse("film", { headers: { "content-type": "video/mp4" } });
const nothing = () => HttpResponse.json({ error: "not found" }, { status: 404 });

let probes = 0;

/** What a check makes of the video `v`, where asking for it ends like this, for its film and at a link like that. */
async function seen(
  poll: () => Response,
  atContent: () => Response = nothing,
  atLink: () => Response = nothing,
) {
  probes = 0;
  server.resetHandlers(
    http.get(cdn, () => {
      probes++;
      return atLink();
    }),
    http.get(`${url}/v`, poll),
    http.get(content, () => {
      probes++;
      return atContent();
    }),
  );
  return (await openaiVideos.check(["v"], () => true)).get("v");
}

const said = (body: unknown, atContent = nothing, atLink = nothing) =>
  seen(() => HttpResponse.json(body as object), atContent, atLink);

describe("a failed video (case 01)", () => {
  test.each<[object, object]>([
    [
      { error: "Generated video rejected by content moderation." },
      { code: "moderation", message: "Generated video rejected by content moderation.", retryable: false },
    ],
    [
      { error: { code: 400, message: "The prompt has sensitive words" } },
      { code: "moderation", message: "The prompt has sensitive words", retryable: false },
    ],
    [{ fail_reason: "out of disk" }, { code: "failed", message: "out of disk", retryable: true }],
    [{ error: null, fail_reason: "out of disk" }, { message: "out of disk" }],
    [{ error: { message: "", code: "content_policy_violation" } }, { code: "moderation", retryable: false }],
    [{ error: 17 }, { message: expect.stringContaining("It gives the code 17.") }],
    [
      { error: "Task failed", code: "moderation_blocked" },
      { code: "moderation", message: "Task failed" },
    ],
    [{ error: "Task failed", fail_reason: "Content moderated" }, { code: "moderation" }],
    [{ detail: "out of disk" }, { message: "out of disk" }],
    [{ detail: [{ loc: ["prompt"], msg: "too long", type: "value_error" }] }, { message: "too long" }],
    [{ detail: { reason: "out of disk" } }, { message: "out of disk" }],
    [{ message: "out of disk" }, { message: "out of disk" }],
    [
      { error: '{"error":{"code":"moderation_blocked","message":"no"}}' },
      { code: "moderation", message: "no" },
    ],
    [
      { error: { code: "internal_error", message: "try later" } },
      { code: "internal_error", retryable: true },
    ],
    [{ error: "<html><h1>502</h1></html>" }, { message: expect.stringContaining("does not say why") }],
    [{ error: {} }, { message: expect.stringContaining("does not say why") }],
  ])("is told in the gateway's own words: %o", async (fields, error) => {
    for (const status of ["failed", "FAILED", "error", "Failure"]) {
      expect(await said({ id: "v", status, ...fields })).toMatchObject({ state: "failed", error });
    }
    expect(
      await said({ code: "success", data: { task_id: "v", status: "FAILURE", ...fields } }),
    ).toMatchObject({
      state: "failed",
      error,
    });
  });

  test.each([
    ["expired", { code: "expired", retryable: true }],
    ["content_filtered", { code: "moderation", retryable: false }],
    ["rejected", { code: "failed", retryable: true }],
  ])("as %s is %o", async (status, error) => {
    expect(await said({ id: "v", status })).toMatchObject({ state: "failed", error });
  });

  test("needs no word for it, where there is an error", async () => {
    expect(await said({ id: "v", error: "out of disk" })).toMatchObject({
      state: "failed",
      error: { message: "out of disk" },
    });
  });
});

describe("a state (case 02)", () => {
  test.each([
    ...["processing", "running", "IN_PROGRESS", "InProgress", "in progress", "TASK_STATUS_PROCESSING"].map(
      (word) => [word, "running"] as const,
    ),
    ...["pending", "submitted", "QUEUED", "NOT_START", "created"].map((word) => [word, "queued"] as const),
    ...["succeeded", "success", "SUCCESS", "done", "Completed", "video_generation_completed"].map(
      (word) => [word, "succeeded"] as const,
    ),
    ...["cancelled", "canceled", "CANCELED"].map((word) => [word, "canceled"] as const),
  ])("%s is %s", async (status, state) => {
    expect(await said({ id: "v", status })).toMatchObject({ state });
    expect(probes).toBe(0);
  });

  const words = ["dreaming", "", null, 3, { at: "end" }, ["x"], true];
  test.each(words)("that nobody knows (%o) does not lose a film that is there", async (status) => {
    expect(await said({ id: "v", status }, film)).toMatchObject({
      state: "succeeded",
      files: [{ url: content }, {}],
    });
    expect(probes).toBe(1);
  });

  test.each(words)("that nobody knows (%o) is under way while there is none", async (status) => {
    const answers = [
      nothing,
      () => HttpResponse.json({ status: "not yet" }),
      () => HttpResponse.html("<h1>soon</h1>"),
      () => new HttpResponse(null, { status: 202 }),
      () => new HttpResponse(null, { status: 401 }),
      () => HttpResponse.error(),
    ];
    for (const answer of answers) {
      expect(await said({ id: "v", status, progress: 30 }, answer)).toEqual({
        state: "running",
        progress: 30,
        expectedAt: null,
      });
    }
  });

  const untyped = () => new HttpResponse(new TextEncoder().encode("film"));
  const octets = () => new HttpResponse("film", { headers: { "content-type": "application/octet-stream" } });
  test.each([film, octets, untyped])(
    "that nobody knows is done where there is a link that leads to a film",
    async (atLink) => {
      for (const status of ["dreamt", undefined]) {
        expect(await said({ id: "v", status, url: cdn }, nothing, atLink)).toMatchObject({
          state: "succeeded",
          files: [{ alternatives: [cdn] }, {}],
        });
        expect(probes).toBe(2);
      }
    },
  );

  test.each([
    nothing,
    () => HttpResponse.html("<h1>Your task</h1>"),
    () => HttpResponse.json({ status: "warming up" }),
    () => new HttpResponse(null, { status: 202 }),
    () => HttpResponse.error(),
  ])("that nobody knows is under way where a link leads to no film yet", async (atLink) => {
    for (const url of [cdn, "http://cdn.example/film.mp4", "https://10.0.0.7/a.mp4"]) {
      expect(await said({ id: "v", status: "warming_up", url }, nothing, atLink)).toMatchObject({
        state: "running",
      });
    }
  });

  test("that is known needs no look at its film", async () => {
    expect(await said({ id: "v", status: "completed", url: cdn })).toMatchObject({ state: "succeeded" });
    expect(probes).toBe(0);
  });

  test.each<[object, object]>([
    [
      { status: "dropped", error: "Content moderated" },
      { code: "moderation", retryable: false },
    ],
    [
      { status: "server_error", error: "upstream died" },
      { code: "failed", message: "upstream died" },
    ],
    [
      { status: "gone_wrong", error: "upstream died" },
      { code: "failed", message: "upstream died" },
    ],
    [
      { status: "gone_wrong", error: { code: 503, message: "busy" } },
      { code: "503", message: "busy" },
    ],
    [{ status: "nsfw_detected" }, { code: "moderation", retryable: false }],
    [
      { status: "content_violation", error: "no" },
      { code: "moderation", message: "no" },
    ],
    [
      { status: "quota_exceeded", error: "no" },
      { code: "failed", message: "no" },
    ],
    [{ status: "insufficient_credits" }, { code: "failed" }],
    [{ status: "gen_failed", output: { error: "out of disk" } }, { message: "out of disk" }],
    [{ status: "killed", status_message: "out of disk" }, { message: "out of disk" }],
    [{ status: "failed", error: { code: 0, message: "" } }, { message: expect.stringContaining("not say") }],
  ])("of an end, or with an error and no film, has failed in those words: %o", async (fields, error) => {
    expect(await said({ id: "v", ...fields })).toMatchObject({ state: "failed", error });
  });

  test("that nobody knows with an error beside a film is done", async () => {
    const fields = { id: "v", status: "gone_wrong", error: "a frame was lost" };
    expect(await said(fields, film)).toMatchObject({ state: "succeeded" });
    expect(await said({ ...fields, url: cdn }, nothing, film)).toMatchObject({ state: "succeeded" });
  });

  test("of running with a stray error is running", async () => {
    const fields = { id: "v", status: "processing", error: "one of three tries failed" };
    expect(await said(fields)).toMatchObject({ state: "running" });
  });

  test.each([
    { status: "success", data: { task_id: "v", task_status: "processing" } },
    { status: "ok", data: { id: "v", state: "generating" } },
    { id: "req-124", data: { id: "v", status: "processing" } },
  ])("is the work's, not the envelope's: %o", async (body) => {
    expect(await said(body)).toMatchObject({ state: "running" });
  });

  test("that nobody knows in a list is asked for by itself", async () => {
    const refs = ["a", "b", "v"];
    const rows = refs.map((id) => ({ id, status: id === "v" ? "dreaming" : "queued" }));
    server.resetHandlers(
      http.get(url, () => HttpResponse.json({ data: [...rows, null, 7, { id: [] }], has_more: false })),
      http.get(`${url}/v`, () => HttpResponse.json(rows[2])),
      http.get(content, film),
    );
    const answers = await openaiVideos.check(refs, () => true);
    expect(refs.map((ref) => answers.get(ref))).toMatchObject([
      { state: "queued" },
      { state: "queued" },
      { state: "succeeded" },
    ]);
  });
});

describe("a refusal of the poll itself (case 04)", () => {
  const error = { code: "imagine:content-moderated", message: "Content moderated." };
  test.each([400, 422])("%i in the provider's own words ends the work with them", async (status) => {
    expect(await seen(() => HttpResponse.json({ error }, { status }))).toMatchObject({
      state: "failed",
      error: { code: "moderation", retryable: false, message: expect.stringContaining("Content moderated.") },
    });
    const failed = { message: "Video generation failed. Please try again later." };
    expect(await seen(() => HttpResponse.json({ error: failed }, { status }))).toMatchObject({
      state: "failed",
    });
    const detail = "No such size. Please try again with another.";
    expect(await seen(() => HttpResponse.json({ detail }, { status }))).toMatchObject({
      state: "failed",
      error: { code: "rejected", retryable: false, message: expect.stringContaining("No such size") },
    });
  });

  test.each([400, 403, 404, 422])("%i with a page ends nothing", async (status) => {
    const page = () => HttpResponse.html("<h1>no</h1>", { status });
    expect(await seen(page)).toMatchObject({ facts: { retryable: true } });
  });

  test.each([
    [401, { error: "moderation of keys" }, "not_authorized"],
    [400, { error: { message: "API key not valid" } }, "not_authorized"],
    [409, { error: "busy" }, "rejected"],
    [403, { error: "Not for your region" }, "forbidden"],
    [400, { code: "task_not_ready", message: "Video is not ready yet" }, "rejected"],
    [422, { detail: "Request is still in progress" }, "rejected"],
    [405, { error: "no" }, "rejected"],
    [429, { error: "no" }, "rate_limited"],
    [402, { error: "no" }, "payment_required"],
  ])("%i %o ends nothing: it is %s", async (status, body, code) => {
    expect(await seen(() => HttpResponse.json(body, { status }))).toMatchObject({
      name: "ProviderError",
      code,
    });
  });

  test.each([
    { code: "task_not_exist", message: "task_not_exist" },
    { error: { message: "Video with id 'v' not found" } },
    { message: "no such task" },
  ])("400 that says what others say with 404 means the same: %o", async (body) => {
    expect(await seen(() => HttpResponse.json(body, { status: 400 }))).toEqual({ state: "missing" });
  });

  test.each([400, 403, 422, 404])("%i of a list that many share ends nobody's work", async (status) => {
    const refs = ["a", "b", "c"];
    server.resetHandlers(
      http.get(url, () => HttpResponse.json({ error }, { status })),
      ...refs.map((id) => http.get(`${url}/${id}`, () => HttpResponse.json({ id, status: "queued" }))),
    );
    for (const answer of (await openaiVideos.check(refs, () => true)).values()) {
      expect(answer).toMatchObject({ state: "queued" });
    }
  });
});

describe("the file (case 05)", () => {
  const done = { id: "v", status: "completed" };

  test.each<[string, object]>([
    ["url", { url: cdn }],
    ["video.url", { video: { url: cdn } }],
    ["video", { video: cdn }],
    ["video_url", { video_url: cdn }],
    ["metadata.url", { metadata: { url: cdn } }],
    ["output", { output: cdn }],
    ["output, a list", { output: [cdn] }],
    ["output.video.url", { output: { video: { url: cdn } } }],
    ["result_url", { result_url: cdn }],
    ["data.url", { data: { url: cdn } }],
    ["videos, a list", { task_result: { videos: [{ id: "x", url: cdn, duration: "5" }] } }],
    ["an envelope's url", { code: "success", data: { ...done, url: cdn }, id: undefined, status: undefined }],
    ["a link from the root", { url: "/files/film.mp4" }],
  ])("may lie behind %s too", async (_what, fields) => {
    const link = "url" in fields && fields.url !== cdn ? "http://sandbox.test/files/film.mp4" : cdn;
    expect(await said({ ...done, ...fields })).toEqual({
      state: "succeeded",
      files: [
        { url: content, expiresAt: null, alternatives: [link] },
        { url: `${content}?variant=thumbnail`, expiresAt: null, isPoster: true },
      ],
    });
  });

  test.each([
    { url: content },
    { video: "data:video/mp4;base64,AAAA" },
    { image_url: cdn },
    { input: { video_url: cdn } },
    { status_url: cdn, cancel_url: cdn, webhook_url: cdn },
    { error: { url: cdn } },
    { url: 7, video: null, output: {} },
  ])("does not lie behind %o", async (fields) => {
    const answer = await said({ ...done, ...fields });
    expect(answer).toMatchObject({ state: "succeeded" });
    expect(JSON.stringify(answer)).not.toContain("alternatives");
  });

  test("is never opened behind other links, which are kept so that this can be told", async () => {
    const unsafe = "file:///etc/hostname";
    expect(await said({ ...done, url: unsafe, video_url: cdn })).toMatchObject({
      files: [{ url: content, alternatives: [cdn, unsafe] }, {}],
    });
  });

  test("is asked for under the id that we know, whatever the answer calls it", async () => {
    expect(await said({ ...done, id: "other" })).toMatchObject({ files: [{ url: content }, {}] });
  });

  test("has stills elsewhere too", async () => {
    const thumbnail_url = "https://cdn.example/still.jpg";
    expect(await said({ ...done, thumbnail_url })).toMatchObject({
      files: [{}, { isPoster: true, alternatives: [thumbnail_url] }],
    });
  });

  test("is opened where its place says in JSON that it is, without our key", async () => {
    let key: string | null = "";
    server.resetHandlers(
      http.get(content, () => HttpResponse.json({ url: cdn })),
      http.get(cdn, ({ request }) => {
        key = request.headers.get("authorization");
        return film();
      }),
    );
    const open = () => openaiVideos.open?.({ url: content, expiresAt: null }, {}, AbortSignal.timeout(5_000));
    expect([await (await open())?.text(), key]).toEqual(["film", null]);
    server.resetHandlers(http.get(content, () => HttpResponse.json({ status: "not yet" })));
    expect(await (await open())?.json()).toEqual({ status: "not yet" });
  });
});

test.each([
  [0.45, 45],
  ["45%", 45],
  ["45", 45],
  [45, 45],
  ["0.45", 45],
  [1, 1],
  [100, 100],
  ["soon", null],
  [null, null],
  [{}, null],
])("progress %o is %o per cent (case 14)", async (progress, percent) => {
  expect(await said({ id: "v", status: "in_progress", progress })).toMatchObject({ progress: percent });
});

describe("any JSON at all", () => {
  const known = ["queued", "completed", "FAILED", "cancelled"];

  /** JSON of these words under the names that answers have. */
  function jsonOf(words: readonly string[], names: readonly string[]): fc.Arbitrary<unknown> {
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3, withCrossShrink: true },
        fc.constantFrom(...words),
        fc.constantFrom(null, true, 0, -1, 1.5, 1e300),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...names), tie("value"), { maxKeys: 6 }),
      ),
    }));
    return value;
  }

  const names = ["id", "status", "progress", "created_at", "url", "video", "data", "metadata", "output"];
  const words = ["v", "dreaming", cdn, "", "45%", "\ud83d"];

  test("is an observation of the video or trouble, never missing, and never our own fault", async () => {
    await fc.assert(
      fc.asyncProperty(jsonOf([...words, ...known], [...names, "error"]), async (body) => {
        const answer = await said(body);
        expect(answer instanceof Error ? answer.name : answer?.state).toMatch(
          /^(ProviderError|queued|running|succeeded|failed|canceled)$/,
        );
      }),
      { numRuns: 200, seed: 8 },
    );
  });

  test("loses no film that is there, unless it says that the video has ended or is being made", async () => {
    await fc.assert(
      fc.asyncProperty(jsonOf(words, names), async (body) => {
        expect(await said(body, film)).toMatchObject({ state: "succeeded" });
      }),
      { numRuns: 200, seed: 9 },
    );
  });
});

describe("removing a video", () => {
  const removed = (answer: () => Response) => {
    server.resetHandlers(http.delete(`${url}/v`, answer));
    return openaiVideos.remove?.("v");
  };

  test("is done where it is answered well, whatever with", async () => {
    for (const body of ["{}", '{"id":"v","object":"video.deleted","deleted":true}'])
      await expect(removed(() => new HttpResponse(body))).resolves.toBeUndefined();
  });

  test("is known to be in vain where there is no such call, or no such video", async () => {
    await expect(removed(() => HttpResponse.json({ error: "no" }, { status: 405 }))).rejects.toMatchObject({
      facts: { isUnsupported: true },
    });
    await expect(removed(nothing)).rejects.toMatchObject({ code: "not_found" });
  });

  test("can be tried again after trouble", async () => {
    await expect(removed(() => new HttpResponse("busy", { status: 503 }))).rejects.toMatchObject({
      facts: { retryable: true },
    });
  });
});
