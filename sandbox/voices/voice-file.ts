import { createHash } from "node:crypto";
import type { Flaw } from "../core/flaw";
import type { World } from "../core/world";
import { flac } from "./flac";
import { packed } from "./packed";
import type { Sound } from "./pcm";
import { secondsOf, speak } from "./speak";
import { speakerNamed } from "./speakers";
import type { VoiceFormat } from "./voice-format";
import { pcm, wav } from "./wav";

export interface VoiceBrief {
  text: string;
  /** Its name decides how it sounds. */
  voice: string;
  /** 1 is as fast as usual. */
  pace: number;
  format: VoiceFormat;
  /** Samples a second. */
  rate: number;
  /** Whether its head is written before its length is known. */
  isStreamed: boolean;
  flaw: Flaw | null;
}

export interface VoiceFile {
  bytes: Buffer;
  durationMs: number;
}

/** A text, spoken: made once and kept. In a small world it is spoken faster. */
export async function voiceFile(world: World, asked: VoiceBrief): Promise<VoiceFile> {
  const brief = { ...asked, pace: asked.pace / world.scale };
  const name = createHash("sha256").update(JSON.stringify(brief)).digest("hex").slice(0, 24);
  const bytes = await world.renders.once(`voice-${name}.${brief.format}`, () =>
    written(brief, soundOf(brief)),
  );
  const isEmpty = brief.flaw === "empty-voice" || brief.flaw === "blank-voice";
  return { bytes, durationMs: isEmpty ? 0 : Math.round(1_000 * secondsOf(brief)) };
}

function soundOf({ text, voice, pace, rate, flaw }: VoiceBrief): Sound {
  if (flaw === "blank-voice") return { samples: new Float32Array(0), rate };
  const spoken = speak({ text, speaker: speakerNamed(voice), pace, rate });
  return flaw === "silent-voice" ? { samples: spoken.samples.fill(0), rate } : spoken;
}

async function written({ format, flaw, isStreamed }: VoiceBrief, sound: Sound): Promise<Buffer> {
  if (flaw === "empty-voice") return Buffer.alloc(0);
  switch (format) {
    case "wav":
      return wav(sound, { isStreamed });
    case "flac":
      return flac(sound);
    case "pcm":
      return pcm(sound);
    case "mp3":
    case "opus":
    case "aac":
      return packed(sound, format);
  }
}
