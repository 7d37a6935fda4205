import type { EndpointTypeMap } from "@fal-ai/client/endpoints";
import { expect, test } from "vitest";
import { storyVoices } from "@/lib/jobs/story";
import { speechInput } from "./speech-input";

const text = "Once upon a time.";
const input = (model: string, words = text) => {
  return speechInput({ type: "speech", model, voice: "deep", text: words });
};

const minimax = {
  voice_setting: { voice_id: "Deep_Voice_Man" },
  audio_setting: { format: "flac" },
  output_format: "url",
  language_boost: "auto",
} as const;

test.each<[string, object]>([
  [
    "fal-ai/minimax/speech-2.8-turbo",
    { prompt: text, ...minimax } satisfies EndpointTypeMap["fal-ai/minimax/speech-2.8-turbo"]["input"],
  ],
  [
    "fal-ai/minimax/speech-2.6-hd",
    { prompt: text, ...minimax } satisfies EndpointTypeMap["fal-ai/minimax/speech-2.6-hd"]["input"],
  ],
  [
    "fal-ai/minimax/speech-02-hd",
    { text, ...minimax } satisfies EndpointTypeMap["fal-ai/minimax/speech-02-hd"]["input"],
  ],
  [
    "fal-ai/minimax/preview/speech-2.5-turbo",
    { text, ...minimax } satisfies EndpointTypeMap["fal-ai/minimax/preview/speech-2.5-turbo"]["input"],
  ],
  [
    "fal-ai/elevenlabs/tts/eleven-v3",
    { text, voice: "Brian" } satisfies EndpointTypeMap["fal-ai/elevenlabs/tts/eleven-v3"]["input"],
  ],
  [
    "fal-ai/kokoro/american-english",
    { prompt: text, voice: "am_onyx" } satisfies EndpointTypeMap["fal-ai/kokoro/american-english"]["input"],
  ],
  [
    "fal-ai/kokoro/hindi",
    { prompt: text, voice: "hm_omega" } satisfies EndpointTypeMap["fal-ai/kokoro/hindi"]["input"],
  ],
  ["fal-ai/orpheus-tts", { text, voice: "zac" } satisfies EndpointTypeMap["fal-ai/orpheus-tts"]["input"]],
  ["somebody/elses-model", { text }],
])("%s is asked as the client's types have it", (model, asked) => expect(input(model)).toEqual(asked));

test.each(["fal-ai/minimax/speech-2.8-turbo", "fal-ai/elevenlabs/tts/eleven-v3", "somebody/elses-model"])(
  "%s reads a user's marks, and acts on none",
  (model) => expect(Object.values(input(model, "So. <#9#>(laughs)"))[0]).toBe("So. laughs"),
);

test.each([
  "fal-ai/minimax/speech-2.8-turbo",
  "fal-ai/elevenlabs/tts/x",
  "fal-ai/kokoro/british-english",
  "fal-ai/orpheus-tts",
])("%s has another voice for each name", (model) => {
  const asked = storyVoices.map((voice) =>
    JSON.stringify(speechInput({ type: "speech", model, voice, text })),
  );
  expect(new Set(asked).size).toBe(storyVoices.length);
});

test.each(["", " … ", "(—)", "<laugh>", "<#3#> !"])("what has no words is sent to no voice: %j", (text) => {
  expect(() => speechInput({ type: "speech", model: "fal-ai/orpheus-tts", voice: "calm", text })).toThrow(
    "There are no words in this narration that a voice could say.",
  );
});
