import type { VideoSample } from "mediabunny";
import sharp from "sharp";
import { PieceFailed } from "@/lib/kinds/kind";
import { native } from "./native";
import { asFailure } from "./others-files";

/** Where a film is looked at, in seconds: many begin in the dark. */
const lookedAt = 1;

/** In pixels, the longer side: the largest that is kept of a picture beside it. */
const side = 768;

/** A film that is read where it lies. */
export interface ReadFilm {
  bytes: number;
  /** From the byte `first` to the byte `last`, both of them with it. */
  read: (first: number, last: number) => Promise<ReadableStream<Uint8Array>>;
}

/**
 * The picture that a film shows after a second, or its last, as WebP of at most 768 pixels a side, upright. Throws `PieceFailed`
 * where there is none that can be decoded, and what `read` throws.
 */
export async function stillOf(film: ReadFilm): Promise<Buffer> {
  const { media } = await native();
  let lost: unknown;
  const source = new media.CustomSource({
    getSize: () => film.bytes,
    // Few reads, each of more than it takes: whoever is asked is far away. What fails that nobody waits for is no loss.
    prefetchProfile: "network",
    handleUnhandledError: () => undefined,
    read: (start, end) =>
      film.read(start, end - 1).catch((error: unknown) => {
        lost = error;
        throw error;
      }),
  });
  const input = new media.Input({ source, formats: [media.MP4, media.QTFF, media.WEBM] });
  try {
    const track = await input.getPrimaryVideoTrack();
    if (!track) throw unreadable();
    const sink = new media.VideoSampleSink(track, { hardwareAcceleration: "prefer-software" });
    const sample = await sink.getSample(Math.max(lookedAt, await track.getFirstTimestamp()));
    if (!sample) throw unreadable();
    return await drawn(sample);
  } catch (error) {
    throw lost ?? asFailure(error, unreadable);
  } finally {
    input.dispose();
  }
}

async function drawn(sample: VideoSample): Promise<Buffer> {
  try {
    const { width, height } = sample.visibleRect;
    const pixels = new Uint8Array(sample.allocationSize({ format: "RGBA" }));
    await sample.copyTo(pixels, { format: "RGBA" });
    const shape = { width: sample.squarePixelWidth, height: sample.squarePixelHeight };
    const square = await sharp(pixels, { raw: { width, height, channels: 4 } })
      .resize({ ...shape, fit: "fill" })
      .rotate(sample.rotation)
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return await sharp(square.data, { raw: square.info })
      .resize({ width: side, height: side, fit: "inside", withoutEnlargement: true })
      .webp({ quality: 90 })
      .toBuffer();
  } finally {
    sample.close();
  }
}

const unreadable = () =>
  new PieceFailed({ code: "film_unreadable", message: "The film cannot be decoded.", retryable: false });
