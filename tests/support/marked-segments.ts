import { native } from "@/lib/render/native";

/** A square of 4 by 4 fields, light or dark: the bits of a number. */
const field = 16;
const markedSize = { width: 4 * field, height: 4 * field };

/** A segment whose every frame shows its number, counted from `first`; with frames that look ahead, as ours have. */
export async function markedSegment(
  first: number,
  frames: number,
  height = markedSize.height,
): Promise<Buffer> {
  const { media } = await native();
  const target = new media.BufferTarget();
  const output = new media.Output({ format: new media.Mp4OutputFormat({ fastStart: "in-memory" }), target });
  const source = new media.VideoSampleSource({
    codec: "avc",
    bitrate: 400_000,
    keyFrameInterval: 2,
    latencyMode: "quality",
    hardwareAcceleration: "prefer-software",
  });
  output.addVideoTrack(source, { frameRate: 30 });
  await output.start();
  for (let n = 0; n < frames; n++) {
    const sample = new media.VideoSample(marked(first + n, height), {
      format: "I420",
      codedWidth: markedSize.width,
      codedHeight: height,
      timestamp: n / 30,
      duration: 1 / 30,
    });
    await source.add(sample);
    sample.close();
  }
  await output.finalize();
  return Buffer.from(target.buffer ?? new ArrayBuffer(0));
}

function marked(number: number, height: number): Uint8Array<ArrayBuffer> {
  const { width } = markedSize;
  const planes = new Uint8Array((width * height * 3) / 2).fill(128);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const bit = 4 * Math.floor(y / field) + Math.floor(x / field);
      planes[y * width + x] = (number >>> bit) & 1 ? 220 : 40;
    }
  }
  return planes;
}

/** The number that a decoded frame shows; its luma, and the bytes of one row of it. */
export function markOf(luma: Uint8Array, rowBytes: number): number {
  return Array.from({ length: 16 }, (_, bit) => {
    const [y, x] = [Math.floor(bit / 4) * field + field / 2, (bit % 4) * field + field / 2];
    return (luma[y * rowBytes + x] ?? 0) > 128 ? 2 ** bit : 0;
  }).reduce((sum, value) => sum + value, 0);
}
