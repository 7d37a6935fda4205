import type { Frame } from "node-av";
import { PieceFailed } from "@/lib/kinds/kind";
import { isCutShort, leastSamples } from "./cut-short";
import { native, type Native } from "./native";
import { asFailure } from "./others-files";
import { sampleRate } from "./timeline";

/** A voice, ready to be laid under a scene. */
export interface Clip {
  /** At 48 kHz, one channel, from its first sound to its last. */
  samples: Float32Array;
}

/** What FFmpeg calls them: WAV, FLAC, MP3, M4A, Ogg, and AAC by itself. */
const sorts = ["wav", "flac", "mp3", "mov", "ogg", "aac"];

/** Nothing that is told in a scene takes longer: sixty words take half a minute. */
const mostSeconds = 180;

/** What is never louder than this (-60 dB) is silent. */
const silence = 0.001;

/** What is quieter than this part (-46 dB) of the loudest moment does not count as sound at either end. */
const faint = 0.005;

/** What is left of the quiet before the first sound and behind the last, in samples: 5 and 50 ms. */
const before = sampleRate / 200;
const behind = sampleRate / 20;

/**
 * Decodes a voice of any of the sorts that providers send. Silence at both ends is cut: encoders put 20 to 50 ms of
 * their own in front, which files do not always tell of. Throws `PieceFailed` where nothing can be heard: it cannot be
 * read (`voice_unreadable`), or it is silent (`voice_silent`).
 */
export async function decodeClip(bytes: Buffer): Promise<Clip> {
  const { av } = await native();
  if (bytes.length === 0) throw unreadable("Its file is empty.");
  if (isCutShort(bytes)) throw cut();
  const sound = await decode(av, bytes).catch((error: unknown) => {
    throw asFailure(error, () => unreadable("Its sound cannot be decoded."));
  });
  if (sound.samples.length < leastSamples(bytes)) throw cut();
  if (sound.samples.length === 0) throw silent("It has no sound at all.");
  if (sound.peak < silence) throw silent("It is silent from its start to its end.");
  return { samples: trimmed(sound) };
}

const unreadable = (why: string) =>
  new PieceFailed({ code: "voice_unreadable", message: `The voice cannot be read. ${why}`, retryable: true });

const cut = () => unreadable("Its file is cut short.");

const silent = (why: string) =>
  new PieceFailed({ code: "voice_silent", message: `The voice cannot be heard. ${why}`, retryable: true });

/** What was decoded, and how loud its loudest sample is. */
interface Sound {
  samples: Float32Array;
  peak: number;
}

/** All of it, as one channel at 48 kHz. What is broken in its middle is passed over. */
async function decode(av: Native["av"], bytes: Buffer): Promise<Sound> {
  // Without the list it would follow links in a file that is one.
  const options = { format_whitelist: sorts.join(",") };
  const file = await av.Demuxer.open(bytes, { options }).catch((error: unknown) => {
    throw asFailure(error, () => unreadable("Its file is of no sort of sound that we know."));
  });
  try {
    const stream = file.audio();
    const decoder = stream && (await av.Decoder.create(stream, { exitOnError: false, resample: form(av) }));
    if (!decoder) throw unreadable("There is no sound in its file.");
    try {
      return await collected(decoder.frames(file.packets(stream.index)));
    } finally {
      decoder.close();
    }
  } finally {
    await file.close();
  }
}

const form = (av: Native["av"]) => ({
  sampleRate,
  sampleFormat: av.AV_SAMPLE_FMT_FLT,
  channelLayout: { nbChannels: 1, order: av.AV_CHANNEL_ORDER_NATIVE, mask: av.AV_CH_LAYOUT_MONO },
});

/** In one piece of memory that grows as it is filled: a long voice is not held twice. */
async function collected(frames: AsyncIterable<Frame | null>): Promise<Sound> {
  const most = mostSeconds * sampleRate;
  const memory = new ArrayBuffer(0, { maxByteLength: most * Float32Array.BYTES_PER_ELEMENT });
  const samples = new Float32Array(memory);
  let peak = 0;
  for await (const frame of frames) {
    const data = frame?.data?.[0];
    if (!frame || !data) continue;
    const block = new Float32Array(data.buffer, data.byteOffset, frame.nbSamples);
    const at = samples.length;
    if (at + block.length > most) throw unreadable(`It is longer than ${mostSeconds} seconds.`);
    memory.resize(memory.byteLength + block.byteLength);
    // A file of floating-point samples may hold what is no number.
    for (let n = 0; n < block.length; n += 1) {
      const value = block[n] ?? 0;
      const sample = Number.isFinite(value) ? value : 0;
      samples[at + n] = sample;
      peak = Math.max(peak, Math.abs(sample));
    }
    frame.free();
  }
  return { samples, peak };
}

/** From the first sound to the last. */
function trimmed({ samples, peak }: Sound): Float32Array {
  const isSound = (value: number) => Math.abs(value) >= peak * faint;
  const first = samples.findIndex(isSound);
  const last = samples.findLastIndex(isSound);
  return samples.subarray(Math.max(0, first - before), last + 1 + behind);
}
