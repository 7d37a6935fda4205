import { deflateSync } from "node:zlib";
import sharp, { type Color, type Sharp } from "sharp";
import { expect, test } from "vitest";
import { pictureTypeOf, readAnatomy } from "@/lib/pictures/read-anatomy";
import {
  chunk,
  isUpright,
  lyingPicture,
  notedPicture,
  orientations,
  secret,
} from "@/tests/support/noted-pictures";
import { drawAsset, type DrawnAsset } from "./draw-asset";

function draw(bytes: Buffer): Promise<DrawnAsset> {
  const [type, anatomy] = [pictureTypeOf(bytes), readAnatomy(bytes)];
  if (!type || !anatomy) throw new Error("This is no picture.");
  return drawAsset(bytes, type, anatomy);
}

/** A picture of one colour. */
function plain(width: number, height: number, background: Color = "#c82020"): Sharp {
  return sharp({ create: { width, height, channels: 4, background } }).removeAlpha();
}

const measures = async (bytes: Buffer) => {
  const { format, width, height, space, hasAlpha } = await sharp(bytes).metadata();
  return { format, width, height, space, hasAlpha };
};

/** The colour in the middle of a picture. */
async function middle(bytes: Buffer): Promise<number[]> {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  const at = (Math.floor(info.height / 2) * info.width + Math.floor(info.width / 2)) * info.channels;
  return [...data.subarray(at, at + 3)];
}

const isNear = (colour: number[], meant: number[]) =>
  colour.every((value, index) => Math.abs(value - (meant[index] ?? 0)) < 12);

test.each(["image/jpeg", "image/png", "image/webp"] as const)(
  "whatever a %s's notes say, all that is kept of it stands upright and says no more",
  async (type) => {
    for (const orientation of orientations) {
      const noted = notedPicture(type, orientation);
      const { original, thumbnail, picture, width, height } = await draw(noted);
      expect([width, height, pictureTypeOf(original)]).toEqual([64, 48, type]);
      for (const bytes of [original, thumbnail, picture]) {
        expect(await isUpright(bytes)).toBe(true);
        expect(readAnatomy(bytes)).toMatchObject({ hasNotes: false, orientation: 1 });
        expect(bytes.includes(secret)).toBe(false);
      }
    }
  },
);

test("an upright picture without notes is kept byte for byte; one with notes loses these alone", async () => {
  for (const type of ["image/jpeg", "image/png"] as const) {
    const clean = lyingPicture(type, 1);
    expect((await draw(clean)).original.equals(clean)).toBe(true);
    expect((await draw(notedPicture(type, 1))).original.equals(clean)).toBe(true);
  }
});

test("a photograph of 12 megapixels becomes a WebP of 256 and a JPEG of 512 pixels", async () => {
  const { thumbnail, picture } = await draw(await plain(4_000, 3_000).jpeg().toBuffer());
  expect(await measures(thumbnail)).toMatchObject({ format: "webp", width: 256, height: 192 });
  expect(await measures(picture)).toMatchObject({ format: "jpeg", width: 512, height: 384 });
});

test.each([
  [1, 1],
  [10_000, 10],
  [10, 10_000],
  [200, 100],
])("a picture of %i × %i is never made larger, nor to nothing", async (width, height) => {
  const { thumbnail, picture } = await draw(await plain(width, height).png().toBuffer());
  for (const [bytes, most] of [
    [thumbnail, 256],
    [picture, 512],
  ] as const) {
    const scale = Math.min(1, most / Math.max(width, height));
    const sides = [width, height].map((side) => Math.max(1, Math.round(side * scale)));
    expect(await measures(bytes)).toMatchObject({ width: sides[0], height: sides[1] });
  }
});

test("of the wildest picture the JPEG has at most 48 KB", async () => {
  const noise = { type: "gaussian", mean: 128, sigma: 90 } as const;
  const create = { width: 900, height: 900, channels: 3, background: "#000", noise } as const;
  const { picture } = await draw(await sharp({ create }).png().toBuffer());
  expect(picture.length).toBeLessThanOrEqual(48 * 1024);
  expect(picture.length).toBeGreaterThan(8 * 1024);
});

test("a JPEG made for print is drawn in the colours that screens have", async () => {
  const cmyk = await plain(300, 200, "#20a0e0").toColourspace("cmyk").jpeg({ quality: 95 }).toBuffer();
  expect((await measures(cmyk)).space).toBe("cmyk");
  const { picture, original } = await draw(cmyk);
  expect(original.equals(cmyk)).toBe(true);
  expect((await measures(picture)).space).toBe("srgb");
  const [red = 0, green = 0, blue = 0] = await middle(picture);
  expect([red < green, green < blue]).toEqual([true, true]);
});

test("of a WebP that moves the first picture is drawn, and all its pictures are kept, whatever its notes say", async () => {
  const frames = await Promise.all(
    ["#c82020", "#2020c8"].map((each) => plain(80, 60, each).png().toBuffer()),
  );
  const moving = () => sharp(frames, { join: { animated: true } }).webp({ lossless: true });
  const still = await moving().toBuffer();
  const noted = await moving().withMetadata({ orientation: 6 }).toBuffer();
  expect([still, noted].map(readAnatomy)).toMatchObject([
    { isPlain: false, orientation: 1 },
    { isPlain: false, orientation: 6 },
  ]);
  expect((await draw(still)).original.equals(still)).toBe(true);
  const { original, thumbnail, picture, width, height } = await draw(noted);
  expect(readAnatomy(original)).toMatchObject({ isPlain: false, hasNotes: false });
  expect([width, height, (await sharp(original).metadata()).pages]).toEqual([80, 60, 2]);
  for (const bytes of [thumbnail, picture]) {
    expect(await measures(bytes)).toMatchObject({ width: 80, height: 60 });
    expect(isNear(await middle(bytes), [200, 32, 32])).toBe(true);
  }
});

test("what is transparent is white", async () => {
  const background = { r: 10, g: 10, b: 10, alpha: 0 };
  const create = { width: 60, height: 40, channels: 4, background } as const;
  const { thumbnail, picture } = await draw(await sharp({ create }).png().toBuffer());
  for (const bytes of [thumbnail, picture]) {
    expect((await measures(bytes)).hasAlpha).toBe(false);
    expect(isNear(await middle(bytes), [255, 255, 255])).toBe(true);
  }
});

test("grey pictures, and those of 16 bits a colour, are drawn as the others", async () => {
  for (const space of ["b-w", "grey16", "rgb16"]) {
    const bytes = await plain(60, 40, "#808080").toColourspace(space).png().toBuffer();
    expect(isNear(await middle((await draw(bytes)).picture), [128, 128, 128])).toBe(true);
  }
});

test("a picture whose pixels cannot be read is refused, though its file goes on to its end", async () => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(300, 0);
  header.writeUInt32BE(200, 4);
  header.set([8, 2], 8);
  const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
  for (const pixels of [deflateSync(Buffer.alloc(901 * 100)), Buffer.from("no pixels"), Buffer.alloc(0)]) {
    const bytes = [signature, chunk("IHDR", header), chunk("IDAT", pixels), chunk("IEND", "")];
    const refused = { name: "InvalidInput", code: "damaged_picture" };
    await expect(draw(Buffer.concat(bytes))).rejects.toMatchObject(refused);
  }
});

const nextTurn = () => new Promise<false>((resolve) => void setImmediate(() => resolve(false)));

test("however many pictures come at once, two are open", async () => {
  const bytes = await plain(2_000, 1_500).png().toBuffer();
  const all = Array.from({ length: 8 }, () => draw(bytes));
  const isOver = Promise.all(all).then(() => true);
  let most = 0;
  while (!(await Promise.race([isOver, nextTurn()]))) {
    most = Math.max(most, sharp.counters().process);
  }
  expect(most).toBe(2);
});
