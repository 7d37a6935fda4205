import { createCanvas, loadImage } from "@napi-rs/canvas";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  chunk,
  exif,
  extendedHeader,
  isUpright,
  lyingPicture,
  notedPicture,
  orientations,
  riff,
  riffChunk,
  secret,
  segment,
  type NotedType,
} from "@/tests/support/noted-pictures";
import type { Anatomy } from "./anatomy";
import { liesOnItsSide, orientationIn, uprightTransform } from "./orientation";
import { readAnatomy } from "./read-anatomy";

const types = ["image/jpeg", "image/png", "image/webp"] as const satisfies NotedType[];

function anatomyOf(bytes: Buffer): Anatomy {
  const anatomy = readAnatomy(bytes);
  if (!anatomy) throw new Error("This picture cannot be read.");
  return anatomy;
}

const cleaned = (bytes: Buffer): Buffer => Buffer.from(anatomyOf(bytes).withoutNotes());

describe.each(types)("%s", (type) => {
  const whole = lyingPicture(type, 1);

  test("is taken whole, and with whatever a camera appends", () => {
    expect(readAnatomy(whole)).not.toBeNull();
    expect(readAnatomy(Buffer.concat([whole, Buffer.alloc(3_000_000)]))).not.toBeNull();
  });

  test("is refused when it is cut anywhere", () => {
    for (let length = 1; length < whole.length; length += 7) {
      expect(readAnatomy(whole.subarray(0, length))).toBeNull();
    }
  });

  test("loses every note and what lies behind its end, and no byte of its pixels", () => {
    for (const orientation of orientations) {
      const noted = notedPicture(type, orientation);
      expect(noted.includes(secret)).toBe(true);
      expect(anatomyOf(noted)).toMatchObject({ orientation, hasNotes: true });
      const clean = cleaned(noted);
      expect(clean.includes(secret)).toBe(false);
      expect(anatomyOf(clean)).toMatchObject({ orientation: 1, hasNotes: false });
      expect(clean).toEqual(lyingPicture(type, orientation));
    }
  });

  test("without notes is as it is, and none in it has a note", () => {
    expect(anatomyOf(whole)).toMatchObject({
      hasNotes: false,
      isPlain: true,
      orientation: 1,
      width: 64,
      height: 48,
    });
    expect(cleaned(whole)).toEqual(whole);
  });

  test("says how many pixels it has, as they lie in the file", () => {
    expect(anatomyOf(notedPicture(type, 6))).toMatchObject({ width: 48, height: 64 });
  });

  test("is upright, drawn as its notes say, in each of the eight ways", async () => {
    for (const orientation of orientations) {
      const { width, height } = anatomyOf(notedPicture(type, orientation));
      const [across, down] = liesOnItsSide(orientation) ? [height, width] : [width, height];
      const canvas = createCanvas(across, down);
      const context = canvas.getContext("2d");
      context.transform(...uprightTransform(orientation, width, height));
      context.drawImage(await loadImage(cleaned(notedPicture(type, orientation))), 0, 0, width, height);
      expect([orientation, await isUpright(canvas.toBuffer("image/png"))]).toEqual([orientation, true]);
    }
  });
});

test.each(["image/jpeg", "image/png"] as const)(
  "%s is refused when only its first bytes are right",
  (type) => {
    const whole = lyingPicture(type, 1);
    expect(readAnatomy(Buffer.concat([whole.subarray(0, 20), Buffer.alloc(5_000, 65)]))).toBeNull();
  },
);

const jpeg = lyingPicture("image/jpeg", 1);
const intoJpeg = (...segments: Buffer[]) =>
  Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);

test("a JPEG keeps its colour profile and Adobe's word on its colours", () => {
  const profile = segment(0xe2, "ICC_PROFILE\0\x01\x01", "a profile");
  const adobe = segment(0xee, "Adobe\0\x64\0\0\0\0\x01");
  const picture = intoJpeg(profile, adobe);
  expect(anatomyOf(picture).hasNotes).toBe(false);
  expect(cleaned(intoJpeg(segment(0xe1, "Exif\0\0", exif(1)), profile, adobe))).toEqual(picture);
});

test("a JPEG's thumbnail goes, wherever it lies: it may show what was cut away", () => {
  const thumbnails = [
    segment(0xe0, "JFIF\0\x01\x01\0\0\x48\0\x48\x01\x01", "rgb"),
    segment(0xe0, "JFXX\0\x10", "8 bytes."),
  ];
  for (const thumbnail of thumbnails) expect(cleaned(intoJpeg(thumbnail))).toEqual(jpeg);
});

test("a JPEG with rubbish between its segments is mended", () => {
  const at = 4 + jpeg.readUInt16BE(4);
  const rubbish = Buffer.from("rubbish\xff\xff", "latin1");
  expect(cleaned(Buffer.concat([jpeg.subarray(0, at), rubbish, jpeg.subarray(at)]))).toEqual(jpeg);
});

test("a JPEG of four colours, made for print, is no plain picture", () => {
  const at = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
  const print = Buffer.from(jpeg);
  print[at + 9] = 4;
  expect(anatomyOf(print).isPlain).toBe(false);
});

const png = lyingPicture("image/png", 1);

test("a PNG keeps the chunks that say how its colours are meant", () => {
  const kept = [
    chunk("gAMA", Buffer.from([0, 0, 0xb1, 0x8f])),
    chunk("iCCP", "P3\0\0profile"),
    chunk("tRNS", "\0\0"),
  ];
  const picture = Buffer.concat([png.subarray(0, 33), ...kept, png.subarray(33)]);
  expect(anatomyOf(picture).hasNotes).toBe(false);
});

test("an animated PNG becomes the still one that it holds", () => {
  const moving = Buffer.concat([
    png.subarray(0, 33),
    chunk("acTL", Buffer.alloc(8)),
    chunk("fcTL", Buffer.alloc(26)),
    png.subarray(33, -12),
    chunk("fdAT", Buffer.alloc(30)),
    png.subarray(-12),
  ]);
  expect(cleaned(moving)).toEqual(png);
});

test("an animated WebP is no plain picture, and keeps all that moves", () => {
  const pixels = lyingPicture("image/webp", 1).subarray(30);
  const frame = riffChunk("ANMF", Buffer.concat([Buffer.alloc(16), pixels]));
  const moving = riff(extendedHeader(0x0a, 64, 48), riffChunk("ANIM", Buffer.alloc(6)), frame);
  const noted = riff(
    extendedHeader(0x0e, 64, 48),
    riffChunk("ANIM", Buffer.alloc(6)),
    frame,
    riffChunk("XMP ", Buffer.from(secret)),
  );
  expect(anatomyOf(moving)).toMatchObject({ isPlain: false, hasNotes: false });
  expect(cleaned(noted)[20]).toBe(0x02);
  expect(cleaned(noted).includes(secret)).toBe(false);
});

test("a picture that may be transparent says so in each format that has it", () => {
  const canvas = createCanvas(8, 8);
  canvas.getContext("2d").fillRect(0, 0, 4, 4);
  expect(anatomyOf(canvas.toBuffer("image/png")).isClear).toBe(true);
  expect(anatomyOf(canvas.toBuffer("image/webp", 80)).isClear).toBe(true);
  expect(anatomyOf(jpeg).isClear).toBe(false);
  const opaque = Buffer.from(png);
  opaque[25] = 2;
  const without = Buffer.concat([opaque.subarray(0, 33), chunk("tRNS", "\0\0"), opaque.subarray(33)]);
  expect([anatomyOf(opaque).isClear, anatomyOf(without).isClear]).toEqual([false, true]);
});

test("a WebP of its two simple sorts says its measures too, and whether it may be transparent", () => {
  const extended = lyingPicture("image/webp", 1);
  const lossy = riff(extended.subarray(extended.indexOf("VP8 ")));
  expect(anatomyOf(lossy)).toMatchObject({ width: 64, height: 48, isClear: false, hasNotes: false });
  for (const isClear of [true, false]) {
    const content = Buffer.alloc(10);
    content.writeUInt8(0x2f);
    content.writeUInt32LE(63 | (47 << 14) | (Number(isClear) << 28), 1);
    const lossless = riff(riffChunk("VP8L", content));
    expect(anatomyOf(lossless)).toMatchObject({ width: 64, height: 48, isClear, hasNotes: false });
  }
});

test("no change to a picture's bytes makes its reading fail with more than a no", () => {
  const whole = types.map((type) => notedPicture(type, 6));
  const changes = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), {
    minLength: 1,
    maxLength: 12,
  });
  const reading = fc.property(fc.constantFrom(...whole), changes, fc.nat(), (picture, bytes, cut) => {
    const changed = Buffer.from(picture.subarray(0, picture.length - (cut % 200)));
    // Headers are where a byte matters.
    for (const [at, value] of bytes) changed[12 + (at % 400)] = value;
    return (readAnatomy(changed)?.withoutNotes().length ?? 0) <= changed.length;
  });
  expect(() => fc.assert(reading, { numRuns: 3_000 })).not.toThrow();
});

test("notes that are cut, or say nonsense, leave the picture as it lies", () => {
  const good = exif(6);
  for (let length = 0; length < 34; length += 1) {
    const seen = orientationIn(good.subarray(0, length));
    expect([1, 6]).toContain(seen);
  }
  expect(orientationIn(exif(0))).toBe(1);
  expect(orientationIn(exif(9))).toBe(1);
  expect(orientationIn(Buffer.from("a diary, by no means notes"))).toBe(1);
});

test("notes may be written from the small end", () => {
  const block = Buffer.from("49492a0008000000010012010300010000000800000000000000", "hex");
  expect(orientationIn(block)).toBe(8);
});
