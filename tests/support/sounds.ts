import { native } from "@/lib/render/native";

/** The sorts of files that voices come in. */
export type SoundSort = "wav" | "flac" | "mp3" | "m4a" | "ogg" | "adts";

export interface SoundMaking {
  sort: SoundSort;
  rate?: number;
  channels?: number;
}

const codecs = {
  wav: "pcm-s16",
  flac: "flac",
  mp3: "mp3",
  m4a: "aac",
  ogg: "opus",
  adts: "aac",
} as const;

/** A sound file that plays these samples. */
export async function soundFile(
  samples: Float32Array<ArrayBuffer>,
  { sort, rate = 48_000, channels = 1 }: SoundMaking,
): Promise<Buffer> {
  const { media } = await native();
  const formats = {
    wav: () => new media.WavOutputFormat(),
    flac: () => new media.FlacOutputFormat(),
    mp3: () => new media.Mp3OutputFormat(),
    m4a: () => new media.Mp4OutputFormat({ fastStart: "in-memory" }),
    ogg: () => new media.OggOutputFormat(),
    adts: () => new media.AdtsOutputFormat(),
  };
  const target = new media.BufferTarget();
  const output = new media.Output({ format: formats[sort](), target });
  const source = new media.AudioSampleSource({ codec: codecs[sort], bitrate: 96_000 });
  output.addAudioTrack(source);
  await output.start();
  const data = new Float32Array(samples.length * channels);
  for (let channel = 0; channel < channels; channel++) data.set(samples, channel * samples.length);
  const sample = new media.AudioSample({
    data,
    format: "f32-planar",
    numberOfChannels: channels,
    sampleRate: rate,
    timestamp: 0,
  });
  await source.add(sample);
  sample.close();
  await output.finalize();
  return Buffer.from(target.buffer ?? new ArrayBuffer(0));
}

/** A tone of a length that begins and ends at once, with silence around it; lengths in seconds. */
export function tone({
  quiet = 0,
  seconds = 1,
  rate = 48_000,
  loud = 0.5,
  hertz = 440,
} = {}): Float32Array<ArrayBuffer> {
  const [lead, length] = [Math.round(quiet * rate), Math.round(seconds * rate)];
  const samples = new Float32Array(lead + length + lead);
  for (let n = 0; n < length; n++) samples[lead + n] = loud * Math.cos((2 * Math.PI * hertz * n) / rate);
  return samples;
}

/** A WAV as a stream begins it: nobody knows yet how long it will be. */
export function streamed(wav: Buffer): Buffer {
  const open = Buffer.from(wav);
  open.writeUInt32LE(0xff_ff_ff_ff, 4);
  open.writeUInt32LE(0xff_ff_ff_ff, open.indexOf("data", 0, "latin1") + 4);
  return open;
}

/** An MP3 without the frame in front of its sound that tells how long it is. */
export function withoutTag(mp3: Buffer): Buffer {
  const tag = mp3.indexOf("Xing", 0, "latin1");
  if (tag === -1) throw new Error("The MP3 has no such frame.");
  // Behind its table of contents nothing looks like the beginning of a frame, which has no checksum.
  const next = Buffer.from([0xff, (mp3[1] ?? 0) | 1]);
  return mp3.subarray(mp3.indexOf(next, tag + 120));
}
