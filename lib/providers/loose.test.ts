import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  fieldsOf,
  idIn,
  idsIn,
  linkOf,
  listOf,
  numberOf,
  percentOf,
  textOf,
  timeOf,
  withoutEnvelope,
} from "./loose";
import { stateOf, stateWordIn } from "./state-word";

test("no reader is ever upset, whatever it is given", () => {
  const readers = [
    fieldsOf,
    listOf,
    textOf,
    numberOf,
    percentOf,
    timeOf,
    linkOf,
    idIn,
    idsIn,
    withoutEnvelope,
  ];
  fc.assert(
    fc.property(fc.anything(), fc.constantFrom(...readers), (value, read) => {
      expect(() => read(value)).not.toThrow();
    }),
    { numRuns: 500 },
  );
});

test.each([
  [45, 45],
  ["45", 45],
  ["45%", 45],
  ["45 %", 45],
  [0.45, 45],
  ["0.45", 45],
  ["0.5%", 0.5],
  [1, 1],
  [0, 0],
  [170, 100],
  [-3, 0],
  ["soon", null],
  ["", null],
  [Number.NaN, null],
  [true, null],
  [{ percent: 4 }, null],
])("progress %o is %o per cent", (value, percent) => {
  expect(percentOf(value)).toBe(percent);
});

test("a progress is a percentage, or nothing", () => {
  fc.assert(
    fc.property(fc.oneof(fc.double(), fc.string(), fc.anything()), (value) => {
      const percent = percentOf(value) ?? 0;
      expect(percent >= 0 && percent <= 100).toBe(true);
    }),
  );
});

describe("a time", () => {
  const time = new Date("2026-11-25T00:20:00.000Z");
  const ms = time.getTime();
  test.each([
    ms / 1_000,
    String(ms / 1_000),
    ms,
    String(ms),
    "2026-11-25T00:20:00Z",
    "2026-11-25T01:20:00+01:00",
    "2026-11-25 00:20:00 UTC",
    "2026-11-25 00:20:00",
    "2026-11-25T00:20",
    "2026-11-25T00:20:00.000",
    "Wed, 25 Nov 2026 00:20:00 GMT",
    "2026-11-25 00:20:00 +0000",
  ])("is read from %o, as UTC where it does not say", (value) => {
    expect(timeOf(value)).toEqual(time);
  });

  test.each([0, 1, "0", "4326", -5, 1e300, "soon", "", null, {}, true, "99999-01-01", 1e15])(
    "is none in %o",
    (value) => expect(timeOf(value)).toBeNull(),
  );

  test("in seconds is the same as in milliseconds, as text and as a number", () => {
    const seconds = fc.integer({ min: Date.UTC(2001, 0) / 1_000, max: Date.UTC(2099, 0) / 1_000 });
    fc.assert(
      fc.property(seconds, (each) => {
        const times = [
          each,
          String(each),
          each * 1_000,
          String(each * 1_000),
          new Date(each * 1_000).toISOString(),
        ];
        for (const value of times) expect(timeOf(value)?.getTime()).toBe(each * 1_000);
      }),
    );
  });
});

describe("a link", () => {
  test.each(["https://cdn.test/a.mp4?x=1", "http://cdn.test/a", "file:///etc/hostname"])("is %s", (url) => {
    expect(linkOf(url)).toBe(url);
  });

  test.each(["", "a.mp4", "/a.mp4", "data:video/mp4;base64,AA", "red:blue", "https://", 7, null, {}])(
    "is none in %o",
    (value) => expect(linkOf(value)).toBeNull(),
  );

  test("that begins at the root is taken from where it was said", () => {
    expect(linkOf("/a.mp4", "https://api.test/v1")).toBe("https://api.test/a.mp4");
    expect(linkOf("//cdn.test/a.mp4", "https://api.test/v1")).toBe("https://cdn.test/a.mp4");
  });
});

describe("an id", () => {
  test.each([
    [{ id: "a" }, "a"],
    [{ id: 7 }, "7"],
    [{ task_id: "a", request_id: "r" }, "a"],
    [{ request_id: "r" }, "r"],
    [{ id: "", task_id: "a" }, "a"],
    [{ id: null, video_id: "a" }, "a"],
    [{ id: ".." }, null],
    [{ id: "x".repeat(2_000) }, null],
    [{ id: {} }, null],
    [{}, null],
    ["a", null],
    [null, null],
  ])("of %o is %o", (body, id) => expect(idIn(body)).toBe(id));

  test("never breaks a path: it is well-formed, and leads nowhere else", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("a", ".", "/", "\\", "%", "?", "#", " ", "\ud83d", "\0", "é") }),
        (id) => {
          const path = `/videos/${encodeURIComponent(idIn({ id }) ?? "none")}/content`;
          expect(new URL(path, "https://api.test").pathname.split("/")).toHaveLength(4);
        },
      ),
    );
  });
});

test.each([
  [
    { id: "a", status: "x" },
    { id: "a", status: "x" },
  ],
  [
    { code: 0, data: { task_id: "a", status: "x" } },
    { task_id: "a", status: "x" },
  ],
  [
    { status: "success", data: { id: "a", status: "x" } },
    { id: "a", status: "x" },
  ],
  [{ request_id: "r", data: { task_id: "a" } }, { task_id: "a" }],
  [{ data: [{ task_id: "a" }] }, { task_id: "a" }],
  [[{ id: "a" }], { id: "a" }],
  [{ data: { data: { id: "a", status: "x" } } }, { id: "a", status: "x" }],
  [
    { id: "a", data: { id: "b", status: "x" } },
    { id: "b", status: "x" },
  ],
  [
    { id: "a", status: "x", data: { id: "b", status: "y" } },
    { id: "a", status: "x" },
  ],
  [{ output: { task_id: "a", task_status: "x" } }, { task_id: "a", task_status: "x" }],
])("an answer in an envelope is what is inside: %o", (body, fields) => {
  expect(withoutEnvelope(body)).toMatchObject(fields);
});

test("an envelope's success is of the call, not of the work inside; its failure is of both", () => {
  expect(withoutEnvelope({ status: "failed", data: { id: "a" } })).toMatchObject({
    id: "a",
    status: "failed",
  });
  expect(withoutEnvelope({ status: "success", data: { id: "a" } })).not.toHaveProperty("status");
});

describe("a state inside an envelope is the work's, whatever the envelope says of the call", () => {
  test.each<[object, string, string]>([
    [{ status: "success", data: { task_id: "v", task_status: "processing" } }, "v", "running"],
    [{ status: "ok", data: { id: "v", state: "generating" } }, "v", "running"],
    [{ state: "done", status: "success", result: { id: "v", video_status: "queued" } }, "v", "queued"],
    [{ status: "success", data: { task_id: "v", phase: "failed" } }, "v", "failed"],
    [{ id: "req-1", status: "success", data: { id: "v", status: "processing" } }, "v", "running"],
    [{ id: "v", status: "success", data: { state: "generating" } }, "v", "running"],
    [{ status: "success", data: { status: "success", data: { id: "v", status: "queued" } } }, "v", "queued"],
    [{ id: "v", status: "completed", video: { id: "file-1", status: "processed" } }, "v", "succeeded"],
    [{ id: "v", status: "processing", data: { id: "file-1", status: "completed" } }, "v", "running"],
  ])("%o", (body, id, state) => {
    const fields = withoutEnvelope(body);
    expect([idIn(fields), stateOf(stateWordIn(fields))]).toEqual([id, state]);
  });
});

test.each<[object, string]>([
  [{ id: "req-123", data: { id: "video_1" } }, "video_1"],
  [{ id: "req-123", data: { task_id: "video_1" } }, "video_1"],
  [{ id: "req-123", result: { id: "video_1", status: "queued" } }, "video_1"],
  [{ id: "video_1", video: { id: "file-1", url: "https://cdn.test/a" } }, "video_1"],
  [{ id: "video_1", data: { url: "https://cdn.test/a" } }, "video_1"],
])("an id outside of an envelope with one of its own is the request's: %o", (body, id) => {
  expect(idsIn(withoutEnvelope(body))).toEqual([id]);
});
