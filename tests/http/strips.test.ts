import { randomUUID } from "node:crypto";
import sharp from "sharp";
import { expect, test } from "vitest";
import { storeFile } from "@/lib/db/storage";
import { stripPath } from "@/lib/jobs/strip";
import { storeUpload } from "@/lib/services/store-upload";
import { problem } from "../support/problem";
import { bytesOf, colour, forGood, photo, untilAsked, useKeptPictures, writes } from "./kept-pictures";

const { world, of, result, ask } = useKeptPictures();

const middleOf = async (bytes: Buffer, cell: number) => {
  const { data, info } = await sharp(bytes)
    .flatten({ background: "white" })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const at = (Math.floor(info.height / 2) * info.width + cell * 96 + 48) * info.channels;
  return [...data.subarray(at, at + 3)].map((value) => Math.round(value / 64));
};

test("a strip has a job's pictures side by side in the order that was asked for, with an upload among them", async () => {
  const red = await result("picture-01.png", photo);
  const green = await result("picture-02.png", await colour(900, 600, "#00ff00"));
  const blue = await storeUpload(of.owner, await colour(400, 400, "#0000ff"));
  const address =
    stripPath(of.jobId, "portrait", [green.address, `/api/uploads/${blue.path}`, red.address]) ?? "";
  const answer = await ask(address);
  expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, forGood]);
  const bytes = await bytesOf(answer);
  expect(answer.headers.get("content-length")).toBe(String(bytes.length));
  expect(await sharp(bytes).metadata()).toMatchObject({ format: "webp", width: 288, height: 128 });
  expect(await Promise.all([0, 1, 2].map((cell) => middleOf(bytes, cell)))).toEqual([
    [0, 4, 0],
    [0, 0, 4],
    [3, 1, 1],
  ]);
});

test("a strip is not drawn for HEAD, nor for one who has it", async () => {
  const { address } = await result("picture-01.png", photo);
  const path = stripPath(of.jobId, "portrait", [address]) ?? "";
  const seen = writes();
  const head = await ask(path, { method: "HEAD" });
  const known = await ask(path, { headers: { "if-none-match": String(head.headers.get("etag")) } });
  expect([head.status, head.body, known.status]).toEqual([200, null, 304]);
  expect(seen).toEqual([]);
});

test("where one of a strip's pictures cannot be made small its place is clear, and the strip is asked about each time", async () => {
  const good = await result("picture-01.png", photo);
  const bad = await result("picture-02.png", Buffer.from("no picture at all"));
  const answer = await ask(stripPath(of.jobId, "portrait", [bad.address, good.address]) ?? "");
  expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, untilAsked]);
  const bytes = await bytesOf(answer);
  expect([await middleOf(bytes, 0), await middleOf(bytes, 1)]).toEqual([
    [4, 4, 4],
    [3, 1, 1],
  ]);
});

test("a strip with a hole is asked for anew until it is whole: it has no version by which it could be kept", async () => {
  const green = await colour(900, 600, "#00ff00");
  const [one, late] = [await result("picture-01.png", photo), await result("picture-02.png", green)];
  const address = stripPath(of.jobId, "portrait", [one.address, late.address]) ?? "";
  await world.db.sql`delete from storage.objects where name = ${late.path}`;
  const holed = await ask(address);
  expect([holed.status, holed.headers.get("etag"), holed.headers.get("cache-control")]).toEqual([
    200,
    null,
    untilAsked,
  ]);
  await storeFile("artifacts", late.path, green, "image/png");
  const whole = await ask(address);
  expect(whole.headers.get("cache-control")).toBe(forGood);
  expect(whole.headers.get("etag")).not.toBeNull();
  expect((await bytesOf(whole)).equals(await bytesOf(holed))).toBe(false);
});

test("a job without a result shows its uploads as a strip, to its owner alone", async () => {
  const { path } = await storeUpload(of.owner, photo);
  const address = stripPath(of.jobId, "portrait", [`/api/uploads/${path}`]) ?? "";
  expect((await ask(address)).status).toBe(200);
  expect((await ask(address.replace(of.jobId, randomUUID()))).status).toBe(404);
  expect((await ask(address, { as: of.stranger })).status).toBe(404);
});

test("of a strip nothing is shown that is not this user's: another job's result, somebody's upload, or nine pictures", async () => {
  const { version } = await result("picture-01.png", photo);
  const other = await world.newPhotoshoot();
  const show = (cells: string, id = of.jobId) => ask(`/api/jobs/${id}/strip?shape=portrait&of=${cells}`);
  expect((await show(`${version},00000000`)).status).toBe(404);
  expect((await show(version, other.job.id)).status).toBe(404);
  expect((await show(`${version},${other.user.images[0]?.split("/")[1]}`)).status).toBe(404);
  for (const senseless of ["", "../x", Array.from({ length: 9 }, () => version).join(",")])
    expect(await problem(await show(senseless))).toMatchObject({ status: 400, code: "invalid_strip" });
  expect((await ask(`/api/jobs/${of.jobId}/strip?shape=round&of=${version}`)).status).toBe(400);
});
