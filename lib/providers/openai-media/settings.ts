import { config } from "./config";
import type { OpenAiMediaRequest } from "./request";

type Sort = OpenAiMediaRequest["type"];

/** The variable that names the model for a sort of work. */
export function settingOf(sort: Sort): "IMAGE_MODEL" | "SPEECH_MODEL" {
  return sort === "picture" ? "IMAGE_MODEL" : "SPEECH_MODEL";
}

/** What a model is for: by the configuration, else, as of an older job, by its name. */
export function sortOf(model: string): Sort {
  const { IMAGE_MODEL, SPEECH_MODEL } = config.variables();
  if (model === SPEECH_MODEL) return "speech";
  return model !== IMAGE_MODEL && /tts|speech|voice|audio/i.test(model) ? "speech" : "picture";
}
