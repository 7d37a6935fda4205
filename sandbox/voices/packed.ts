import { media } from "../core/media";
import type { Sound } from "./pcm";

const BITS_PER_SECOND = 64_000;

/** The sound in a format that is not written here: by the same encoders that make the films. */
export async function packed({ samples, rate }: Sound, format: "mp3" | "opus" | "aac"): Promise<Buffer> {
  if (samples.length === 0) return Buffer.alloc(0);
  const library = await media();
  const target = new library.BufferTarget();
  const formats = {
    mp3: new library.Mp3OutputFormat(),
    opus: new library.OggOutputFormat(),
    aac: new library.AdtsOutputFormat(),
  };
  const output = new library.Output({ format: formats[format], target });
  const source = new library.AudioSampleSource({ codec: format, bitrate: BITS_PER_SECOND });
  output.addAudioTrack(source);
  await output.start();
  const sample = new library.AudioSample({
    data: samples,
    format: "f32",
    numberOfChannels: 1,
    sampleRate: rate,
    timestamp: 0,
  });
  await source.add(sample);
  sample.close();
  await output.finalize();
  return Buffer.from(target.buffer ?? new ArrayBuffer(0));
}
