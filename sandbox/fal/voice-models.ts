import { z } from "zod";
import type { VoiceFamily } from "./family";

const nonEmpty = (most: number) => z.string().min(1).max(most);

const named = (names: string): string[] => names.split(" ");

/** Names that a model takes as any text, and refuses where nobody is called so. */
const somebody = (voices: readonly string[]) =>
  z.string().refine((name) => voices.includes(name) || LANGUAGES.test(name), "voice id not exist");
/** There are hundreds of these. */
const LANGUAGES =
  /^(English|Chinese \(Mandarin\)|Cantonese|Japanese|Korean|Spanish|Portuguese|French|German|Italian|Russian|Arabic|Turkish|Dutch|Ukrainian|Polish|Greek|Hindi)_\w+$/;

const minimaxVoices = named(
  "Wise_Woman Friendly_Person Inspirational_girl Deep_Voice_Man Calm_Woman Casual_Guy Lively_Girl Patient_Man Young_Knight Determined_Man Lovely_Girl Decent_Boy Imposing_Manner Elegant_Man Abbess Sweet_Girl_2 Exuberant_Girl",
);

/** Models by MiniMax: all but the text's name is the same. */
const minimaxSettings = {
  voice_setting: z
    .looseObject({
      voice_id: somebody(minimaxVoices).default("Wise_Woman"),
      speed: z.number().min(0.5).max(2).default(1),
    })
    .default({ voice_id: "Wise_Woman", speed: 1 }),
  audio_setting: z
    .looseObject({
      sample_rate: z.literal([8_000, 16_000, 22_050, 24_000, 32_000, 44_100]).default(32_000),
      format: z.enum(["mp3", "pcm", "flac"]).default("mp3"),
      channel: z.literal([1, 2]).default(1),
    })
    .default({ sample_rate: 32_000, format: "mp3", channel: 1 }),
  output_format: z.enum(["url", "hex"]).default("hex"),
};
type Minimax = z.infer<z.ZodObject<typeof minimaxSettings>>;

const fromMinimax = (
  text: string,
  { voice_setting: voice, audio_setting: audio, output_format }: Minimax,
) => ({
  text,
  voice: voice.voice_id,
  pace: voice.speed,
  format: audio.format,
  rate: audio.sample_rate,
  isInline: output_format === "hex",
});

const minimaxOfPrompt = z
  .looseObject({ prompt: nonEmpty(10_000), ...minimaxSettings })
  .transform(({ prompt, ...settings }) => fromMinimax(prompt, settings));
const minimaxOfText = z
  .looseObject({ text: nonEmpty(5_000), ...minimaxSettings })
  .transform(({ text, ...settings }) => fromMinimax(text, settings));

const linked = { isInline: false } as const;

const elevenVoices = named(
  "Aria Roger Sarah Laura Charlie George Callum River Liam Charlotte Alice Matilda Will Jessica Eric Chris Brian Daniel Lily Bill Rachel",
);

const elevenLabs = z
  .looseObject({
    text: nonEmpty(5_000),
    voice: z
      .string()
      .refine((name) => elevenVoices.includes(name) || /^\w{20}$/.test(name), "voice not found")
      .default("Rachel"),
    speed: z.number().min(0.7).max(1.2).default(1),
  })
  .transform(({ text, voice, speed }) => ({
    text,
    voice,
    pace: speed,
    format: "mp3" as const,
    rate: 44_100,
    ...linked,
  }));

const kokoro = (voices: readonly string[]) =>
  z
    .looseObject({
      prompt: nonEmpty(20_000),
      voice: z.enum(voices).default(voices[0] ?? ""),
      speed: z.number().min(0.1).max(5).default(1),
    })
    .transform(({ prompt, voice, speed }) => ({
      text: prompt,
      voice,
      pace: speed,
      format: "wav" as const,
      rate: 24_000,
      ...linked,
    }));

/** Kokoro has a model for each language, with voices of its own; the first is the usual one. */
const kokoroModels: Readonly<Record<string, readonly string[]>> = {
  "american-english": named(
    "af_heart af_alloy af_aoede af_bella af_jessica af_kore af_nicole af_nova af_river af_sarah af_sky am_adam am_echo am_eric am_fenrir am_liam am_michael am_onyx am_puck am_santa",
  ),
  "british-english": named("bf_alice bf_emma bf_isabella bf_lily bm_daniel bm_fable bm_george bm_lewis"),
  "brazilian-portuguese": named("pf_dora pm_alex pm_santa"),
  french: named("ff_siwis"),
  hindi: named("hf_alpha hf_beta hm_omega hm_psi"),
  italian: named("if_sara im_nicola"),
  japanese: named("jf_alpha jf_gongitsune jf_nezumi jf_tebukuro jm_kumo"),
  "mandarin-chinese": named(
    "zf_xiaobei zf_xiaoni zf_xiaoxiao zf_xiaoyi zm_yunjian zm_yunxi zm_yunxia zm_yunyang",
  ),
  spanish: named("ef_dora em_alex em_santa"),
};

const orpheus = z
  .looseObject({
    text: nonEmpty(5_000),
    voice: z.enum(["tara", "leah", "jess", "leo", "dan", "mia", "zac", "zoe"]).default("tara"),
  })
  .transform(({ text, voice }) => ({
    text,
    voice,
    pace: 1,
    format: "wav" as const,
    rate: 24_000,
    ...linked,
  }));

/** The models that speak and are simulated, as fal's pages on them have it: the text has another name in each family. */
export const voiceFamilies: readonly VoiceFamily[] = [
  { makes: "voice", app: "minimax", id: /^minimax\/speech-2\.[68]-(hd|turbo)$/, input: minimaxOfPrompt },
  {
    makes: "voice",
    app: "minimax",
    id: /^minimax\/(speech-02-(hd|turbo)|preview\/speech-2\.5-(hd|turbo))$/,
    input: minimaxOfText,
  },
  {
    makes: "voice",
    app: "elevenlabs",
    id: /^elevenlabs\/tts\/(eleven-v3|turbo-v2\.5|multilingual-v2)$/,
    input: elevenLabs,
  },
  ...Object.entries(kokoroModels).map(([language, voices]) => ({
    makes: "voice" as const,
    app: "kokoro",
    id: new RegExp(`^kokoro/${language}$`),
    input: kokoro(voices),
  })),
  { makes: "voice", app: "orpheus-tts", id: /^orpheus-tts$/, input: orpheus },
];
