import { deflateSync } from "node:zlib";
import { beforeAll, expect, test } from "vitest";
import { renderSamplePhoto } from "@/sandbox/pictures/sample-photo";
import { callRoute } from "../support/call-route";
import type { TestUser } from "../support/database";
import { chunk, notedPicture } from "../support/noted-pictures";
import { problem } from "../support/problem";
import { useWorld } from "../support/world";

const uploads = await import("@/app/api/uploads/route");
const world = useWorld();

const photo = await renderSamplePhoto(4);
let user: TestUser;
beforeAll(async () => {
  user = await world.db.createUser();
});

const auth = () => ({ authorization: `Bearer ${user.accessToken}` });

function upload(bytes: Buffer): Promise<Response> {
  const body = new FormData();
  body.append("file", new Blob([new Uint8Array(bytes)], { type: "image/jpeg" }), "a.jpg");
  return callRoute(uploads.POST, "/api/uploads", { method: "POST", headers: auth(), body });
}

/** A PNG of a few bytes that says what its measures are. */
function pngOf(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", deflateSync("")), chunk("IEND", "")]);
}

test.each([
  ["a text file", () => Buffer.from("hello, I am no picture"), 400, "unsupported_type"],
  ["a GIF", () => Buffer.from("GIF89a\u0001\u0000\u0001\u0000\u0000\u0000\u0000;"), 400, "unsupported_type"],
  ["an empty file", () => Buffer.alloc(0), 400, "empty_file"],
  ["a JPEG cut short", () => photo.subarray(0, 5_000), 400, "damaged_picture"],
  [
    "a JPEG's first bytes and rubbish",
    () => Buffer.concat([photo.subarray(0, 20), Buffer.alloc(5_000, 65)]),
    400,
    "damaged_picture",
  ],
  ["a PNG that says it has 900 million pixels", () => pngOf(30_000, 30_000), 400, "too_many_pixels"],
  ["a PNG that says it has none", () => pngOf(0, 40), 400, "damaged_picture"],
  ["a file of more than 10 MB", () => Buffer.alloc(10 * 1024 * 1024 + 1), 413, "body_too_large"],
])("uploading %s", async (_name, bytes, status, code) => {
  const before = await world.db.sql`select count(*)::int as n from uploads`;
  expect(await problem(await upload(bytes()))).toMatchObject({ status, code });
  expect(await world.db.sql`select count(*)::int as n from uploads`).toEqual(before);
});

test("an upload without a file, or that is no form", async () => {
  const none = await callRoute(uploads.POST, "/u", {
    method: "POST",
    headers: auth(),
    body: new FormData(),
  });
  expect(await problem(none)).toMatchObject({ status: 400, code: "missing_file" });
  const noForm = await callRoute(uploads.POST, "/u", { method: "POST", headers: auth(), body: "x" });
  expect(await problem(noForm)).toMatchObject({ status: 400, code: "missing_file" });
});

test("an upload is named by what its bytes are, whatever its name says", async () => {
  const response = await upload(await renderSamplePhoto(3));
  expect(response.status).toBe(201);
  const stored = (await response.json()) as { path: string; contentType: string; bytes: number };
  expect(stored).toMatchObject({ contentType: "image/jpeg", path: expect.stringMatching(/\.jpg$/) });
});

test("a program's picture is stored as it is, notes and all, of as many pixels as a camera makes", async () => {
  const noted = notedPicture("image/jpeg", 6);
  const large = pngOf(10_000, 10_000);
  for (const picture of [noted, large]) {
    const response = await upload(picture);
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({ bytes: picture.length });
  }
});
