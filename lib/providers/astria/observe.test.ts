import { describe, expect, test } from "vitest";
import { observePrompt, observeTune } from "./observe";
import { promptOf, tuneOf } from "./wire";

const base = "https://api.astria.test/v1";
const now = new Date("2026-11-25T00:20:00Z");
const picture = "https://cdn.astria.test/a.jpg";
const begun = {
  id: 9001,
  tune_id: 1_504_944,
  created_at: "2026-11-25T00:00:05.000Z",
  started_training_at: "2026-11-25T00:00:08.000Z",
};
const seen = (fields: Record<string, unknown>, at = now) =>
  observePrompt(promptOf({ ...begun, ...fields }, base), at);
const running = { state: "running", progress: null, expectedAt: null };

describe("a prompt", () => {
  test.each<[string, unknown, string[]]>([
    ["a list", [picture], [picture]],
    ["objects", [{ url: picture }], [picture]],
    ["text", picture, [picture]],
    ["an object", { url: picture }, [picture]],
    ["holes", [null, 7, "", {}, picture, { url: null }], [picture]],
    [
      "what is relative",
      ["/images/a.jpg", "images/b.jpg"],
      ["https://api.astria.test/images/a.jpg", `${base}/images/b.jpg`],
    ],
    [
      "an object in a list's place",
      { "0": picture, "1": { url: "/b.jpg" } },
      [picture, "https://api.astria.test/b.jpg"],
    ],
    ["an object of links", { first: picture, made_at: "2026-11-25T00:00:00.000Z" }, [picture]],
    ["what nobody opens", ["file:///srv/a.jpg", "s3://b/a.jpg"], ["file:///srv/a.jpg", "s3://b/a.jpg"]],
    ["the same twice", [picture, { url: picture }], [picture]],
  ])("has its pictures in %s", (_what, images, urls) => {
    const expiresAt = new Date("2026-12-25T00:01:00.000Z");
    expect(seen({ trained_at: "2026-11-25T00:01:00.000Z", images })).toEqual({
      state: "succeeded",
      files: urls.map((url) => ({ url, expiresAt })),
    });
  });

  test.each([null, undefined, 0, false, "soon", "2026-11-25 00:01:00 UTC", 1_795_567_000])(
    "with pictures is done, whenever that was: %s",
    (trainedAt) => {
      expect(seen({ trained_at: trainedAt, images: [picture] })).toMatchObject({
        state: "succeeded",
        files: [{ url: picture }],
      });
    },
  );

  test.each([
    [[]],
    [null],
    [undefined],
    ["processing"],
    [[{ error: "none" }]],
    [{}],
    [7],
    [["data:image/png;base64,AA"]],
  ])("that is done for minutes without a picture (%j) is spoilt, and was paid for (case 10)", (images) => {
    const done = { trained_at: "2026-11-25T00:10:00.000Z", images };
    expect(seen(done, new Date("2026-11-25T00:14:59Z"))).toEqual(running);
    expect(seen(done, new Date("2026-11-25T00:15:01Z"))).toMatchObject({
      state: "failed",
      error: { code: "no_result", retryable: true, charged: true },
    });
  });

  test("that is done says at once why it has no picture", () => {
    const done = { trained_at: "2026-11-25T00:19:59.000Z", images: [] };
    for (const words of [{ user_error: "No face found" }, { error: { message: "No face found" } }]) {
      expect(seen({ ...done, ...words })).toEqual({
        state: "failed",
        error: { code: "no_result", message: "No face found", retryable: true, charged: true },
      });
    }
    expect(seen({ ...done, user_error: "Blocked by our content policy" })).toMatchObject({
      error: { code: "moderation", retryable: false, charged: true },
    });
  });

  test.each(["yesterday", true, 7])(
    "done at a time we cannot read (%s) is measured from the newest time it shows",
    (trainedAt) => {
      const done = { trained_at: trainedAt, images: [] };
      expect(seen({ ...done, updated_at: "2026-11-25T00:18:00Z" })).toEqual(running);
      expect(seen(done)).toMatchObject({ state: "failed", error: { code: "no_result" } });
      expect(seen({ ...done, created_at: "?", started_training_at: "?" })).toEqual(running);
    },
  );

  test("whose times are nonsense is under way or queued, never unreadable", () => {
    expect(seen({ created_at: {}, started_training_at: "soon" })).toEqual(running);
    expect(seen({ created_at: null, started_training_at: null })).toEqual({
      state: "queued",
      expectedAt: null,
    });
  });

  test.each([
    ["FAILED", { message: "Out of memory" }, { state: "failed", error: { message: "Out of memory" } }],
    ["error", {}, { state: "failed", error: { message: "Astria could not make this picture." } }],
    ["moderated", {}, { state: "failed", error: { code: "moderation", retryable: false } }],
    ["Cancelled", {}, { state: "canceled" }],
    ["processing", { message: "Still at it" }, running],
    ["success", { message: "Well done" }, running],
    ["succeeded", { images: [picture] }, { state: "succeeded", files: [{ url: picture, expiresAt: null }] }],
    ["succeeded", { started_training_at: undefined }, running],
    ["ok", { started_training_at: null, trained_at: null }, { state: "queued" }],
  ])("with the word %s for its state is taken at it", (status, more, expected) => {
    expect(seen({ status, ...more })).toMatchObject(expected);
  });
});

const tune = (fields: Record<string, unknown>) => observeTune(tuneOf({ id: 4711, ...fields }));

describe("a tune", () => {
  test.each([
    [{ status: "succeeded" }, "succeeded"],
    [{ state: "COMPLETED", trained_at: null }, "succeeded"],
    [{ status: 200, state: "trained" }, "succeeded"],
    [{ status: "success" }, "succeeded"],
    [{ status: "ok", trained_at: null }, "queued"],
    [{ status: "success", trained_at: 0, started_training_at: "?" }, "running"],
    [{ status: "training" }, "running"],
    [{ status: "pending" }, "queued"],
  ])("is where its word says, where it has one: %j", (fields, state) => {
    expect(tune(fields)).toMatchObject({ state });
  });

  test.each([0, "0", false, "false", null, ""])("is not trained where it says so with %j", (trainedAt) => {
    expect(tune({ trained_at: trainedAt, started_training_at: "?" })).toMatchObject({ state: "running" });
    expect(seen({ trained_at: trainedAt, images: [] })).toEqual(running);
  });

  test.each<[unknown, Date | null]>([
    ["2026-11-25T00:20:00.000Z", now],
    ["2026-11-25 00:20:00 UTC", now],
    [now.getTime() / 1_000, now],
    [String(now.getTime()), now],
    [300, null],
    ["in a while", null],
    [{}, null],
    [undefined, null],
  ])("is expected when it says, in any format: %j", (eta, expectedAt) => {
    expect(tune({ eta })).toEqual({ state: "queued", expectedAt });
    expect(tune({ eta, started_training_at: "?" })).toEqual({ state: "running", progress: null, expectedAt });
  });

  test.each(["2026-11-25T00:20:00.000Z", "2026-11-25 00:20:00 UTC", 1_795_567_000, "?", true])(
    "that has been trained is ready: %s",
    (trainedAt) => {
      expect(tune({ trained_at: trainedAt })).toEqual({ state: "succeeded", files: [] });
    },
  );

  test.each([
    { user_error: "Too few faces" },
    { error: "Too few faces" },
    { error: { code: 17, message: "Too few faces" }, started_training_at: "2026-11-25T00:00:08.000Z" },
    { status: "FAILED", message: "Too few faces" },
    { status: "error", detail: [{ msg: "Too few faces" }] },
  ])("that says what went wrong fails in those words: %j", (fields) => {
    expect(tune(fields)).toEqual({
      state: "failed",
      error: { code: "failed", message: "Too few faces", retryable: true, charged: null },
    });
  });

  test("that speaks of rules is against them, and is not tried again", () => {
    expect(tune({ user_error: "Flagged by moderation" })).toMatchObject({
      error: { code: "moderation", retryable: false },
    });
  });

  test.each([
    { error: null },
    { error: "" },
    { errors: [] },
    { error: {} },
    { error: false },
    { message: "Welcome" },
  ])("without such words goes on: %j", (fields) => {
    expect(tune(fields)).toEqual({ state: "queued", expectedAt: null });
  });
});
