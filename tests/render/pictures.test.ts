import { createCanvas, type Canvas } from "@napi-rs/canvas";
import { expect, test } from "vitest";
import { layOut } from "@/lib/render/picture";

const film = { width: 160, height: 90 };

/** Of four colours, each as bright as no other: the upper left is the brightest, then the upper right. */
function quarters(width: number, height: number): Canvas {
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext("2d");
  for (const [n, grey] of [220, 160, 100, 40].entries()) {
    pen.fillStyle = `rgb(${grey} ${grey} ${grey})`;
    pen.fillRect((n % 2) * (width / 2), Math.floor(n / 2) * (height / 2), width / 2, height / 2);
  }
  return canvas;
}

/** How bright its quarters are, as they are filmed: one to four, the brightest first. */
async function ranks(file: Buffer): Promise<number[]> {
  const { y, width, height } = await layOut(file, film, 0);
  const lumas = [0.25, 0.75].flatMap((down) =>
    [0.25, 0.75].map((across) => y[Math.floor(height * down) * width + Math.floor(width * across)] ?? 0),
  );
  return lumas.map((luma) => 1 + lumas.filter((other) => other > luma).length);
}

/** EXIF notes with nothing but an orientation. */
const exif = (orientation: number): Buffer =>
  Buffer.from([
    0x4d,
    0x4d,
    0,
    42,
    0,
    0,
    0,
    8,
    0,
    1,
    1,
    0x12,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    orientation,
    0,
    0,
    0,
    0,
    0,
    0,
  ]);

function noted(jpeg: Buffer, orientation: number): Buffer {
  const notes = Buffer.concat([Buffer.from("Exif\0\0"), exif(orientation)]);
  const head = Buffer.from([0xff, 0xe1, 0, notes.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), head, notes, jpeg.subarray(2)]);
}

/** Bytes in the middle of a file, written over. */
function damaged(file: Buffer, by: readonly number[]): Buffer {
  const copy = Buffer.from(file);
  Buffer.from(by).copy(copy, Math.floor(copy.length * 0.6));
  return copy;
}

/** A picture with so much in it that its data are long. */
function busy(): Canvas {
  const canvas = createCanvas(400, 300);
  const pen = canvas.getContext("2d");
  for (let n = 0; n < 3_000; n += 1) {
    pen.fillStyle = `hsl(${(n * 37) % 360} 60% 50%)`;
    pen.fillRect((n * 7_919) % 400, (n * 104_729) % 300, 9, 7);
  }
  return canvas;
}

test.each(["jpeg", "png", "webp", "avif", "gif"] as const)(
  "a picture may be a %s, and its half may not",
  async (sort) => {
    const canvas = quarters(320, 180);
    const file = sort === "gif" ? await canvas.encode("gif") : await canvas.encode(sort as "png");
    expect(await ranks(file)).toEqual([1, 2, 3, 4]);
    const half = file.subarray(0, Math.floor(file.length / 2));
    await expect(ranks(half)).rejects.toMatchObject({ reason: { code: "picture_unreadable" } });
  },
);

test.each([
  [1, [1, 2, 3, 4]],
  [3, [4, 3, 2, 1]],
  [6, [3, 1, 4, 2]],
  [8, [2, 4, 1, 3]],
] as const)("a JPEG that lies on a side (EXIF %i) is filmed upright", async (orientation, order) => {
  const jpeg = await quarters(320, 320).encode("jpeg", 95);
  expect(await ranks(noted(jpeg, orientation))).toEqual(order);
});

test("a picture that was damaged on its way is not filmed", async () => {
  const [jpeg, png] = [await busy().encode("jpeg", 90), await busy().encode("png")];
  for (const file of [jpeg, png]) await layOut(file, film, 0);
  const garbage = [0x12, 0xff, 0x35, 0x9a];
  for (const file of [jpeg, png])
    await expect(layOut(damaged(file, garbage), film, 2)).rejects.toMatchObject({
      reason: { code: "picture_unreadable", message: expect.stringMatching(/^Scene 3: /) },
    });
});

test("a picture that is too large is called that, and is not paid for again by trying again", async () => {
  const png = await quarters(8, 8).encode("png");
  const head = Buffer.from(png);
  head.writeUInt32BE(8_000, 16);
  head.writeUInt32BE(7_000, 20);
  const { crc32 } = await import("node:zlib");
  head.writeUInt32BE(crc32(head.subarray(12, 29)), 29);
  await expect(layOut(head, film, 0)).rejects.toMatchObject({
    reason: { code: "picture_too_large", message: expect.stringContaining("56 million"), retryable: false },
  });
});
