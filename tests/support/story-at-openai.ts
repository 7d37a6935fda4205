import { storyAtOpenAiAndFal, type Case } from "./cases";

/** With these, OpenAI makes the pictures and the voices of stories in calls that hold. */
export const heldMakers = { STORY_PICTURE_PROVIDER: "openai-media", STORY_VOICE_PROVIDER: "openai-media" };

/** What is made so. It is no case among the others: they are tried in worlds where fal makes the voices. */
export const storyAtOpenAi: Case = {
  ...storyAtOpenAiAndFal,
  name: "a story at OpenAI alone",
  provider: "openai-media",
  creates: {
    "POST /openai/v1/responses": 1,
    "POST /openai/v1/images/generations": 3,
    "POST /openai/v1/audio/speech": 3,
  },
  file: null,
  results: storyAtOpenAiAndFal.results.map((name) => name.replace(".flac", ".wav")),
  webhooks: 1,
};
