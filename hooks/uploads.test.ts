import { expect, test } from "vitest";
import { ApiError, apiErrorOf, isFinal, isSignedOut } from "./api";
import { keptIn, keptText } from "./kept-uploads";
import { pauseAfter } from "./upload-pause";
import { pictureTypeOf } from "@/lib/pictures/read-anatomy";
import { acceptedTypes, fileRefusal, measuresRefusal, smallerSizes } from "./upload-rules";
import { nextUploads, noUploads, uploadsReducer, type Upload, type UploadsState } from "./uploads-state";

const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0]);

function upload(id: string, fields: Partial<Upload> = {}): Upload {
  const file = new File(["x"], `${id}.jpg`);
  const fresh = { state: "queued", progress: 0, path: null, problem: null, isFinal: false } as const;
  return { id, name: file.name, file, previewUrl: "", fingerprint: id, ...fresh, ...fields };
}

function adding(uploads: Upload[], most = 20): UploadsState {
  return uploads.reduce((state, one) => uploadsReducer(state, { type: "add", upload: one, most }), noUploads);
}

test("a file is judged by its bytes, not by its name", () => {
  expect(pictureTypeOf(jpeg)).toBe("image/jpeg");
  expect(pictureTypeOf(new TextEncoder().encode("RIFF0000WEBP"))).toBe("image/webp");
  expect(fileRefusal({ name: "notes.jpg", size: 40 }, new TextEncoder().encode("dear diary"))).toMatch(
    /not a JPEG/,
  );
});

test("a file over 10 MB or empty is refused with its name", () => {
  expect(fileRefusal({ name: "wall.jpg", size: 10 * 1024 * 1024 + 1 }, jpeg)).toMatch(
    /^wall\.jpg is 10\.1 MB/,
  );
  expect(fileRefusal({ name: "void.jpg", size: 0 }, new Uint8Array())).toMatch(/empty/);
  expect(fileRefusal({ name: "fine.jpg", size: 10 * 1024 * 1024 }, jpeg)).toBeNull();
});

test("the same picture chosen twice counts once, and is noticed", () => {
  const state = adding([upload("a", { fingerprint: "same" }), upload("b", { fingerprint: "same" })]);
  expect(state.items).toHaveLength(1);
  expect(state.refusals[0]?.sentence).toBe("b.jpg is the same picture as a.jpg. It counts once.");
});

test("of two files of one name it is said which is the same as which", () => {
  const beach = (id: string, fingerprint: string) => upload(id, { name: "beach.png", fingerprint });
  const state = adding([beach("a", "sea"), beach("b", "sand"), beach("c", "sand"), beach("d", "sea")]);
  expect(state.refusals.map(({ sentence }) => sentence)).toEqual([
    "The third beach.png is the same picture as the second beach.png. It counts once.",
    "The third beach.png is the same picture as the first beach.png. It counts once.",
  ]);
});

test("a file that is no picture and too large is refused for the one reason that helps", () => {
  const junk = new TextEncoder().encode("junk".repeat(256));
  expect(fileRefusal({ name: "junk.jpg", size: 11 * 1024 * 1024 }, junk)).toBe(
    "junk.jpg is not a JPEG, PNG or WebP picture.",
  );
});

test("what a draft has kept comes back as arrived, and what is on its way stays behind it", () => {
  const before = adding([
    upload("a", { state: "done", path: "me/a.jpg" }),
    upload("b", { state: "uploading" }),
  ]);
  const kept = keptIn(keptText(before.items));
  expect(kept).toEqual([{ path: "me/a.jpg", name: "a.jpg", fingerprint: "a" }]);
  const after = uploadsReducer(adding([upload("c")]), { type: "restore", kept });
  expect(after.items.map(({ name, state, path }) => [name, state, path])).toEqual([
    ["a.jpg", "done", "me/a.jpg"],
    ["c.jpg", "queued", null],
  ]);
  expect(keptText(after.items)).toBe(keptText(before.items));
  const again = uploadsReducer(after, { type: "add", upload: upload("d", { fingerprint: "a" }), most: 20 });
  expect(again.refusals[0]?.sentence).toBe("d.jpg is the same picture as a.jpg. It counts once.");
  expect(uploadsReducer(after, { type: "restore", kept: [] }).items).toHaveLength(1);
});

test.each([
  "",
  "null",
  "7",
  "[null, 3]",
  '[{"path": "me/a.jpg"}]',
  '[{"path": "", "name": "a", "fingerprint": "b"}]',
])("a draft that cannot be read has kept no pictures: %j", (text) => expect(keptIn(text)).toEqual([]));

test("one picture too many is refused, those before it stay", () => {
  const state = adding([upload("a"), upload("b"), upload("c")], 2);
  expect(state.items.map(({ id }) => id)).toEqual(["a", "b"]);
  expect(state.refusals).toHaveLength(1);
});

test("three travel at once; a failed one waits to be asked for again", () => {
  const busy = adding(["a", "b", "c", "d", "e"].map((id) => upload(id)));
  expect(nextUploads(busy).map(({ id }) => id)).toEqual(["a", "b", "c"]);
  const one = uploadsReducer(busy, { type: "begin", id: "a" });
  expect(nextUploads(one).map(({ id }) => id)).toEqual(["b", "c"]);
  const failed = uploadsReducer(one, { type: "fail", id: "a", problem: "lost", isFinal: false });
  expect(nextUploads(failed).map(({ id }) => id)).toEqual(["b", "c", "d"]);
  expect(nextUploads(uploadsReducer(failed, { type: "retry", id: "a" }))[0]?.id).toBe("a");
});

test("an answer that is not problem+json still becomes a sentence", () => {
  expect(apiErrorOf(502, "<html>").message).toMatch(/is not answering/);
  expect(apiErrorOf(422, '{"detail":"Too small.","code":"bad"}')).toMatchObject({
    message: "Too small.",
    code: "bad",
  });
  expect(apiErrorOf(429, "{}", "3").retryAfterMs).toBe(3_000);
});

test.each([
  "Request Entity Too Large\n\nFUNCTION_PAYLOAD_TOO_LARGE\n\nfra1::x",
  "<html><h1>413 Request Entity Too Large</h1></html>",
  '{"error":{"code":"413","message":"Too large"}}',
  '{"code":"body_too_large","detail":"The body may have at most 10240 KB."}',
  "",
])("an upload that somebody on the way calls too large says so by its name, and is final: %s", (body) => {
  const error = apiErrorOf(413, body, null, "big.jpg");
  expect(error.message).toBe("big.jpg is too large for this server.");
  expect(apiErrorOf(413, body).message).toBe("This is too large for this server.");
  expect(isFinal(error)).toBe(true);
});

test.each([
  [401, /on the way to Darkroom/],
  [403, /does not let this through/],
  [404, /nothing here/],
  [418, /status 418/],
  [429, /too often/],
  [500, /not answering/],
  [504, /not answering/],
  [200, /in the place of Darkroom/],
])("a page of somebody else's is known by its status, %i, never taken for no answer", (status, words) => {
  for (const body of ["<html>nginx</html>", '{"error":"x"}', '{"detail":"Not Found"}']) {
    const { message } = apiErrorOf(status, body);
    expect(message).toMatch(words);
    expect(message).not.toMatch(/cannot reach/);
  }
});

test("only our own server's word ends a session", () => {
  const ours = '{"code":"unauthorized","detail":"Sign in first."}';
  expect(isSignedOut(apiErrorOf(401, ours))).toBe(true);
  for (const body of [
    "",
    "<html>Sign in to the hotel</html>",
    '{"error":"x"}',
    '{"code":"other","detail":"No."}',
  ])
    expect(isSignedOut(apiErrorOf(401, body))).toBe(false);
  expect(isSignedOut(apiErrorOf(503, ours))).toBe(false);
});

test("an upload that failed for now may be repeated; one that never will be taken may not", () => {
  for (const status of [0, 401, 408, 429, 500, 503, 507]) expect(isFinal(apiErrorOf(status, ""))).toBe(false);
  const refused = apiErrorOf(400, '{"code":"unsupported_type","detail":"Only JPEG, PNG and WebP."}');
  expect(isFinal(refused)).toBe(true);
});

test("a picture that is made smaller keeps its proportions, and is never made larger", () => {
  expect(smallerSizes(8_000, 6_000)[0]).toMatchObject({ width: 4_096, height: 3_072 });
  expect(smallerSizes(6_000, 8_000)[1]).toMatchObject({ width: 2_304, height: 3_072 });
  expect(smallerSizes(2_000, 1)[0]).toMatchObject({ width: 2_000, height: 1 });
  expect(smallerSizes(40_000, 1).at(-1)).toMatchObject({ width: 1_024, height: 1 });
});

test("no picture is drawn larger than an iPhone's canvas", () => {
  for (const { width, height } of smallerSizes(20_000, 20_000))
    expect(width * height).toBeLessThanOrEqual(16_777_216);
});

test("a picture of too many pixels is refused with its measures, and one of none", () => {
  expect(measuresRefusal("wall.png", 30_000, 30_000)).toBe(
    "wall.png is 30000 × 30000 pixels. A picture can have up to 100 million.",
  );
  expect(measuresRefusal("none.png", 0, 30)).toMatch(/^none\.png is damaged/);
  expect(measuresRefusal("fine.png", 10_000, 10_000)).toBeNull();
});

test("the file picker offers what is taken; HEIC is left out, so that a phone hands out a JPEG", () => {
  expect(acceptedTypes).toBe("image/jpeg,image/png,image/webp");
});

const wait = { sentence: "Wait.", lasts: 1_000 };

test("while the server asks to wait nothing leaves; then the pictures go one by one until all are there", () => {
  const begun = ["a", "b", "c"].reduce(
    (state, id) => uploadsReducer(state, { type: "begin", id }),
    adding(["a", "b", "c", "d"].map((id) => upload(id))),
  );
  const told = ["b", "c"].reduce(
    (state, id) => uploadsReducer(state, { type: "pause", id, pause: wait }),
    begun,
  );
  expect(told).toMatchObject({ pause: wait, pausesInARow: 1 });
  expect(told.items.map(({ state }) => state)).toEqual(["uploading", "queued", "queued", "queued"]);
  expect(nextUploads(told)).toEqual([]);
  const resumed = uploadsReducer(told, { type: "resume" });
  expect(nextUploads(resumed)).toEqual([]);
  const arrived = uploadsReducer(resumed, { type: "done", id: "a", path: "p" });
  expect(arrived.pausesInARow).toBe(0);
  expect(nextUploads(arrived).map(({ id }) => id)).toEqual(["b"]);
  const all = ["b", "c", "d"].reduce(
    (state, id) => uploadsReducer(state, { type: "done", id, path: "p" }),
    arrived,
  );
  const more = ["e", "f", "g"].reduce(
    (state, id) => uploadsReducer(state, { type: "add", upload: upload(id), most: 20 }),
    all,
  );
  expect(nextUploads(more).map(({ id }) => id)).toEqual(["e", "f", "g"]);
});

test("a file counts as being made ready until it is taken or refused", () => {
  const two = uploadsReducer(noUploads, { type: "prepare", count: 2 });
  const one = uploadsReducer(two, { type: "add", upload: upload("a"), most: 20 });
  expect(one.preparing).toBe(1);
  const refusal = { id: "b", sentence: "No." };
  expect(uploadsReducer(one, { type: "refuse", refusal }).preparing).toBe(0);
});

test.each([429, 503])(
  "a %i is waited out as long as it says, a few times, and never for more than a minute",
  (status) => {
    const after = (seconds: string | null, pauses = 0) =>
      pauseAfter(apiErrorOf(status, "{}", seconds), pauses, true)?.lasts;
    expect(after("3")).toBe(3_000);
    expect(after("60")).toBe(60_000);
    expect(after(null)).toBe(5_000);
    expect(after("3", 4)).toBe(3_000);
    expect(after("3", 5)).toBeUndefined();
    expect(after("61")).toBeUndefined();
  },
);

test("where pictures have no more room, that is said and not waited for", () => {
  const full = '{"code":"upload_quota","detail":"Your pictures may take up 500 MB together."}';
  expect(pauseAfter(apiErrorOf(429, full, "30"), 0, true)).toBeNull();
  const often = '{"code":"too_many_requests","detail":"Too many tries. Try again in a second."}';
  expect(pauseAfter(apiErrorOf(429, often, "1"), 0, true)?.lasts).toBe(1_000);
});

test.each([400, 401, 413, 500, 502, 507])("a %i is never repeated by itself", (status) => {
  expect(pauseAfter(apiErrorOf(status, "{}", "1"), 0, true)).toBeNull();
});

test("a lost connection waits for the browser to be online, where the browser knows that it is not", () => {
  const lost = new ApiError("The connection was lost.", 0, "unreachable");
  expect(pauseAfter(lost, 9, false)?.lasts).toBe("offline");
  expect(pauseAfter(lost, 0, true)).toBeNull();
  expect(pauseAfter(new ApiError("Stopped.", 0, "aborted"), 0, false)).toBeNull();
});
