import { missingKey } from "../missing-key";
import { modelRefusal } from "../openai-shared/models";
import { parseCardModels } from "./card-models";
import { config, responsesPlace } from "./config";

/** Why no new work can be started with a model, or with either of the two that make a picture. */
export async function refusal(model: string | null, now: Date): Promise<string | null> {
  const place = responsesPlace();
  if (!place.key) return missingKey(place.label, place.keyName);
  if (model === null) return null;
  const models = parseCardModels(model);
  const refusalOf = (name: string, settings: readonly Setting[]) =>
    modelRefusal(place, name, settingsWith(name, settings), now);
  if (!models) return refusalOf(model, ["CHAT_MODEL", "STORY_MODEL"]);
  return (
    (await refusalOf(models.writer, ["PRODUCT_CARD_MODEL", "STORY_MODEL"])) ??
    (await refusalOf(models.image, ["IMAGE_MODEL"]))
  );
}

type Setting = "CHAT_MODEL" | "PRODUCT_CARD_MODEL" | "STORY_MODEL" | "IMAGE_MODEL";

/** Which of these variables name a model now; of one that none does, as of an older job, the first. */
function settingsWith(model: string, settings: readonly Setting[]): string {
  const values = config.variables();
  return settings.filter((name) => values[name] === model).join(" and ") || (settings[0] ?? "");
}
