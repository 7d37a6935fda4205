import { missingKey } from "../missing-key";
import { isOpenAiItself } from "../openai-shared/host";
import { modelRefusal } from "../openai-shared/models";
import { mediaPlace } from "./config";
import { settingOf, sortOf } from "./settings";

/** Why no new picture or voice can be made with a model. OpenAI ends all its models of speech, and has no other. */
export async function refusal(model: string | null, now: Date): Promise<string | null> {
  const place = mediaPlace();
  if (!place.key) return missingKey(place.label, place.keyName);
  if (model === null) return null;
  const sort = sortOf(model);
  const isLast = sort === "speech" && isOpenAiItself(place.baseUrl);
  const remedy = "Set STORY_VOICE_PROVIDER to fal, or OPENAI_MEDIA_BASE_URL to a gateway.";
  return modelRefusal(place, model, settingOf(sort), now, ...(isLast ? [remedy] : []));
}
