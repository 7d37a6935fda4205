import { expect, test } from "vitest";
import { apiErrorOf, isFinal } from "./api";
import { fileRefusal, smallerSizes, typeOf } from "./upload-rules";
import { nextUploads, noUploads, uploadsReducer, type Upload, type UploadsState } from "./uploads-state";

const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0]);

function upload(id: string, fields: Partial<Upload> = {}): Upload {
  const file = new File(["x"], `${id}.jpg`);
  const fresh = { state: "queued", progress: 0, path: null, problem: null, isFinal: false } as const;
  return { id, file, previewUrl: "", fingerprint: id, ...fresh, ...fields };
}

function adding(uploads: Upload[], most = 20): UploadsState {
  return uploads.reduce((state, one) => uploadsReducer(state, { type: "add", upload: one, most }), noUploads);
}

test("a file is judged by its bytes, not by its name", () => {
  expect(typeOf(jpeg)).toBe("image/jpeg");
  expect(typeOf(new TextEncoder().encode("RIFF0000WEBP"))).toBe("image/webp");
  expect(fileRefusal({ name: "notes.jpg", size: 40 }, new TextEncoder().encode("dear diary"))).toMatch(
    /not a JPEG/,
  );
});

test("a file over 10 MB or empty is refused with its name", () => {
  expect(fileRefusal({ name: "wall.jpg", size: 10 * 1024 * 1024 + 1 }, jpeg)).toMatch(
    /^wall\.jpg is 10\.0 MB/,
  );
  expect(fileRefusal({ name: "void.jpg", size: 0 }, new Uint8Array())).toMatch(/empty/);
  expect(fileRefusal({ name: "fine.jpg", size: 10 * 1024 * 1024 }, jpeg)).toBeNull();
});

test("the same picture chosen twice counts once, and is noticed", () => {
  const state = adding([upload("a", { fingerprint: "same" }), upload("b", { fingerprint: "same" })]);
  expect(state.items).toHaveLength(1);
  expect(state.refusals[0]?.sentence).toBe("b.jpg is the same picture as a.jpg. It counts once.");
});

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
  expect(isFinal(error)).toBe(true);
});

test.each([
  [401, /signed out/],
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

test("an upload that failed for now may be repeated; one that never will be taken may not", () => {
  for (const status of [0, 401, 408, 429, 500, 503]) expect(isFinal(apiErrorOf(status, ""))).toBe(false);
  const refused = apiErrorOf(400, '{"code":"unsupported_type","detail":"Only JPEG, PNG and WebP."}');
  expect(isFinal(refused)).toBe(true);
});

test("a picture that is made smaller keeps its proportions, and is never made larger", () => {
  expect(smallerSizes(8_000, 6_000)[0]).toMatchObject({ width: 3_072, height: 2_304 });
  expect(smallerSizes(6_000, 8_000)[0]).toMatchObject({ width: 2_304, height: 3_072 });
  expect(smallerSizes(2_000, 1)[0]).toMatchObject({ width: 2_000, height: 1 });
  expect(smallerSizes(40_000, 1).at(-1)).toMatchObject({ width: 1_536, height: 1 });
});
