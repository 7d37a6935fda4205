import { beforeAll, expect, test } from "vitest";
import { useDatabase } from "@/tests/support/database";
import { createClient } from "@supabase/supabase-js";

const db = useDatabase();
const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, at) => at % 251));

beforeAll(async () => {
  const { storage } = createClient(db.url, db.secretKey, { auth: { persistSession: false } });
  const { error } = await storage.from("artifacts").upload("a/film.mp4", bytes, { contentType: "video/mp4" });
  if (error) throw error;
});

function read(range?: string, method = "GET", key = db.secretKey): Promise<Response> {
  const headers = { apikey: key, authorization: `Bearer ${key}`, ...(range && { range }) };
  return fetch(`${db.url}/storage/v1/object/artifacts/a/film.mp4`, { method, headers });
}

test.each([
  ["bytes=0-9", 0, 9],
  ["bytes=250000-250999", 250_000, 250_999],
  ["Bytes=299990-", 299_990, 299_999],
  ["bytes=299990-999999", 299_990, 299_999],
])(
  "the local storage answers %s with that span alone, as hosted storage does",
  async (range, first, last) => {
    const answer = await read(range);
    expect(answer.status).toBe(206);
    expect(answer.headers.get("content-range")).toBe(`bytes ${first}-${last}/${bytes.length}`);
    expect(answer.headers.get("content-length")).toBe(String(last - first + 1));
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes.subarray(first, last + 1))).toBe(true);
  },
);

test("without a range it answers with the whole, and to one behind the end with 416", async () => {
  const whole = await read();
  expect(whole.status).toBe(200);
  expect(Buffer.from(await whole.arrayBuffer()).equals(bytes)).toBe(true);
  const behind = await read("bytes=300000-");
  expect([behind.status, behind.headers.get("content-range")]).toEqual([416, "bytes */300000"]);
  expect(await behind.text()).toBe("");
});

test("ranges that are asked for at once are each that span, and none of a key that may not read the file", async () => {
  const starts = Array.from({ length: 8 }, (_, index) => index * 37_000);
  const [own, foreign, behind] = await Promise.all([
    Promise.all(starts.map((first) => read(`bytes=${first}-${first + 9_999}`))),
    Promise.all(starts.map((first) => read(`bytes=${first}-`, "GET", db.publishableKey))),
    read("bytes=300000-"),
  ]);
  expect(own.map(({ status }) => status)).toEqual(starts.map(() => 206));
  const parts = await Promise.all(own.map(async (answer) => Buffer.from(await answer.arrayBuffer())));
  expect(parts.every((part, at) => part.equals(bytes.subarray(starts[at], (starts[at] ?? 0) + 10_000)))).toBe(
    true,
  );
  expect(foreign.map(({ ok }) => ok)).toEqual(starts.map(() => false));
  expect(behind.status).toBe(416);
});
