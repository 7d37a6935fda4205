import { crc32 } from "node:zlib";
import { createCanvas, loadImage, type Canvas } from "@napi-rs/canvas";

/** Stands in every note of these pictures. */
export const secret = "52.5200 N 13.4050 E";

export const orientations = [1, 2, 3, 4, 5, 6, 7, 8] as const;
export type NotedType = "image/jpeg" | "image/png" | "image/webp";

/** The picture as it is meant to be seen: a colour in each quarter, wider than it is high. */
const [seenWidth, seenHeight] = [64, 48];
const quarters = { topLeft: "#d01010", topRight: "#10c010", bottomLeft: "#1010d0", bottomRight: "#e0e010" };

/** What the file's first row and first column are of the picture as it is seen (EXIF 2.32, table of orientations). */
const sides = {
  1: ["top", "left"],
  2: ["top", "right"],
  3: ["bottom", "right"],
  4: ["bottom", "left"],
  5: ["left", "top"],
  6: ["right", "top"],
  7: ["right", "bottom"],
  8: ["left", "bottom"],
} as const;

/** A picture that lies in its file like this, its pixels alone. */
export function lyingPicture(type: NotedType, orientation: (typeof orientations)[number], scale = 1): Buffer {
  const [row, column] = sides[orientation];
  const isOnSide = row === "left" || row === "right";
  const [across, down] = [seenWidth * scale, seenHeight * scale];
  const canvas = createCanvas(isOnSide ? down : across, isOnSide ? across : down);
  const context = canvas.getContext("2d");
  for (const [x, y] of [
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1],
  ] as const) {
    // Which quarter of the seen picture lies in this quarter of the file.
    const edges = [y === 0 ? row : opposite[row], x === 0 ? column : opposite[column]];
    const name = `${edges.includes("top") ? "top" : "bottom"}${edges.includes("left") ? "Left" : "Right"}`;
    context.fillStyle = quarters[name as keyof typeof quarters];
    context.fillRect((x * canvas.width) / 2, (y * canvas.height) / 2, canvas.width / 2, canvas.height / 2);
  }
  return encoded(canvas, type);
}

const opposite = { top: "bottom", bottom: "top", left: "right", right: "left" } as const;

function encoded(canvas: Canvas, type: NotedType): Buffer {
  if (type === "image/jpeg") return canvas.toBuffer("image/jpeg", 95);
  return type === "image/png" ? canvas.toBuffer("image/png") : canvas.toBuffer("image/webp", 95);
}

/** The same with notes of every sort that its format has: the orientation, a place, words, a thumbnail, a film behind its end. */
export function notedPicture(type: NotedType, orientation: (typeof orientations)[number], scale = 1): Buffer {
  const plain = lyingPicture(type, orientation, scale);
  if (type === "image/jpeg") return notedJpeg(plain, exif(orientation));
  return type === "image/png" ? notedPng(plain, exif(orientation)) : notedWebp(plain, exif(orientation));
}

/** A TIFF block: the orientation, and a directory of places. */
export function exif(orientation: number): Buffer {
  const places = 8 + 2 + 2 * 12 + 4;
  const words = places + 2 + 12 + 4;
  const block = Buffer.alloc(words);
  block.write("MM\0*", "latin1");
  block.writeUInt32BE(8, 4);
  block.writeUInt16BE(2, 8);
  entry(block, 10, 0x0112, 3, 1);
  block.writeUInt16BE(orientation, 18);
  entry(block, 22, 0x8825, 4, 1);
  block.writeUInt32BE(places, 30);
  block.writeUInt16BE(1, places);
  entry(block, places + 2, 0x0012, 2, secret.length + 1);
  block.writeUInt32BE(words, places + 10);
  return Buffer.concat([block, Buffer.from(`${secret}\0`)]);
}

function entry(block: Buffer, at: number, tag: number, type: number, count: number): void {
  block.writeUInt16BE(tag, at);
  block.writeUInt16BE(type, at + 2);
  block.writeUInt32BE(count, at + 4);
}

/** A segment of a JPEG. */
export function segment(marker: number, ...content: (string | Buffer)[]): Buffer {
  const body = Buffer.concat(
    content.map((part) => (typeof part === "string" ? Buffer.from(part, "latin1") : part)),
  );
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

function notedJpeg(plain: Buffer, notes: Buffer): Buffer {
  return Buffer.concat([
    plain.subarray(0, 2),
    segment(0xe1, "Exif\0\0", notes),
    segment(0xe1, "http://ns.adobe.com/xap/1.0/\0", secret),
    segment(0xe0, "JFXX\0\x10", secret),
    segment(0xe2, "MPF\0", secret),
    segment(0xed, "Photoshop 3.0\0", secret),
    segment(0xfe, secret),
    plain.subarray(2),
    Buffer.from(`film ${secret}`),
  ]);
}

/** A chunk of a PNG. */
export function chunk(type: string, content: string | Buffer): Buffer {
  const body = Buffer.concat([
    Buffer.from(type),
    typeof content === "string" ? Buffer.from(content, "latin1") : content,
  ]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length - 4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

function notedPng(plain: Buffer, notes: Buffer): Buffer {
  const headerEnd = 33;
  return Buffer.concat([
    plain.subarray(0, headerEnd),
    chunk("eXIf", notes),
    chunk("tEXt", `Comment\0${secret}`),
    chunk("iTXt", `XML:com.adobe.xmp\0\0\0\0\0${secret}`),
    chunk("zTXt", `Raw profile type exif\0\0${secret}`),
    chunk("tIME", Buffer.from([7, 234, 11, 25, 12, 0, 0])),
    plain.subarray(headerEnd),
    Buffer.from(`leftover ${secret}`),
  ]);
}

/** A chunk of a WebP. */
export function riffChunk(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, "latin1");
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}

/** A WebP of these chunks. */
export function riff(...chunks: Buffer[]): Buffer {
  const body = Buffer.concat([Buffer.from("WEBP"), ...chunks]);
  const head = Buffer.from("RIFF0000");
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
}

/** The chunk that announces an extended WebP: flags of what follows, and its measures. */
export function extendedHeader(flags: number, width: number, height: number): Buffer {
  const content = Buffer.alloc(10);
  content.writeUInt8(flags, 0);
  content.writeUIntLE(width - 1, 4, 3);
  content.writeUIntLE(height - 1, 7, 3);
  return riffChunk("VP8X", content);
}

function notedWebp(plain: Buffer, notes: Buffer): Buffer {
  const chunks = Buffer.from(plain.subarray(12));
  if (chunks.toString("latin1", 0, 4) !== "VP8X") throw new Error("An extended WebP was expected.");
  const flagsAt = 8;
  chunks.writeUInt8(chunks.readUInt8(flagsAt) | 0x0c, flagsAt);
  const words = riffChunk("XMP ", Buffer.from(secret));
  return Buffer.concat([riff(chunks, riffChunk("EXIF", notes), words), Buffer.from(`behind ${secret}`)]);
}

/** Whether a picture shows what is meant to be seen: its measures, and the colour in the middle of each quarter. */
export async function isUpright(picture: Buffer): Promise<boolean> {
  const image = await loadImage(picture);
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const shows = (x: number, y: number, colour: string) => {
    const seen = context.getImageData(Math.floor(x * image.width), Math.floor(y * image.height), 1, 1).data;
    const meant = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
    return meant.every((value, index) => Math.abs(value - (seen[index] ?? 0)) < 40);
  };
  return (
    image.width * seenHeight === image.height * seenWidth &&
    shows(0.25, 0.25, quarters.topLeft) &&
    shows(0.75, 0.25, quarters.topRight) &&
    shows(0.25, 0.75, quarters.bottomLeft) &&
    shows(0.75, 0.75, quarters.bottomRight)
  );
}
