import type { StoryVoice } from "@/lib/jobs/story";
import type { SpeechRequest } from "../speech-request";
import { speakable } from "../speakable";
import { plainText } from "./plain-text";

type Voices = Readonly<Record<StoryVoice, string>>;

/** What the models of a family of speech take, and how they spell it (fal's pages and schemas of the models). */
interface Family {
  /** The ids of its models. */
  id: RegExp;
  /** The field of the words to be spoken. */
  text: "text" | "prompt";
  /** The field of the voice, and what else they are asked with. */
  rest: (voice: StoryVoice) => object;
}

const minimaxVoices: Voices = {
  warm: "Friendly_Person",
  calm: "Calm_Woman",
  bright: "Lively_Girl",
  deep: "Deep_Voice_Man",
};

/** A link to a FLAC, where the default would be the bytes of an MP3 in hex; in whatever language the words are. */
const minimax = (voice: StoryVoice) => ({
  voice_setting: { voice_id: minimaxVoices[voice] },
  audio_setting: { format: "flac" },
  output_format: "url",
  language_boost: "auto",
});

/** A family whose voice is a name in one field. */
const named = (voices: Voices) => (voice: StoryVoice) => ({ voice: voices[voice] });

/** Kokoro has a model for each language, with voices of its own. */
const kokoro: ReadonlyArray<readonly [language: string, voices: Voices]> = [
  ["american-english", { warm: "af_heart", calm: "af_sarah", bright: "af_bella", deep: "am_onyx" }],
  ["british-english", { warm: "bf_emma", calm: "bf_isabella", bright: "bf_alice", deep: "bm_george" }],
  ["brazilian-portuguese", { warm: "pf_dora", calm: "pf_dora", bright: "pf_dora", deep: "pm_alex" }],
  ["french", { warm: "ff_siwis", calm: "ff_siwis", bright: "ff_siwis", deep: "ff_siwis" }],
  ["hindi", { warm: "hf_alpha", calm: "hf_beta", bright: "hf_alpha", deep: "hm_omega" }],
  ["italian", { warm: "if_sara", calm: "if_sara", bright: "if_sara", deep: "im_nicola" }],
  ["japanese", { warm: "jf_alpha", calm: "jf_tebukuro", bright: "jf_nezumi", deep: "jm_kumo" }],
  ["mandarin-chinese", { warm: "zf_xiaoxiao", calm: "zf_xiaoyi", bright: "zf_xiaobei", deep: "zm_yunjian" }],
  ["spanish", { warm: "ef_dora", calm: "ef_dora", bright: "ef_dora", deep: "em_alex" }],
];

/** The first that fits; of models we do not know, all is a guess, which is refused in fal's words and costs nothing. */
const families: readonly Family[] = [
  { id: /^fal-ai\/minimax\/speech-02-/, text: "text", rest: minimax },
  { id: /^fal-ai\/minimax\/preview\/speech-/, text: "text", rest: minimax },
  { id: /^fal-ai\/minimax\/speech-/, text: "prompt", rest: minimax },
  {
    id: /^fal-ai\/elevenlabs\/tts\//,
    text: "text",
    rest: named({ warm: "Sarah", calm: "Rachel", bright: "Jessica", deep: "Brian" }),
  },
  ...kokoro.map(([language, voices]): Family => {
    return { id: new RegExp(`^fal-ai/kokoro/${language}`), text: "prompt", rest: named(voices) };
  }),
  {
    id: /^fal-ai\/orpheus-tts/,
    text: "text",
    rest: named({ warm: "tara", calm: "leah", bright: "zoe", deep: "zac" }),
  },
  { id: /^/, text: "text", rest: () => ({}) },
];

/**
 * What a model of speech is asked with: the words, and nothing that it would act on instead of reading it. Throws where
 * no words are left.
 */
export function speechInput({ model, voice, text }: SpeechRequest): object {
  const family = families.find(({ id }) => id.test(model));
  return { [family?.text ?? "text"]: speakable(plainText(text)), ...family?.rest(voice) };
}
