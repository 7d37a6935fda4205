import { missingKey } from "../missing-key";
import { modelRefusal } from "../openai-shared/models";
import { parseCardModels } from "./card-models";
import { responsesPlace } from "./config";

/** Why no new work can be started with a model, or with either of the two that make a card. */
export async function refusal(model: string | null, now: Date): Promise<string | null> {
  const place = responsesPlace();
  if (!place.key) return missingKey(place.label, place.keyName);
  if (model === null) return null;
  const card = parseCardModels(model);
  if (!card) return modelRefusal(place, model, "CHAT_MODEL", now);
  return (
    (await modelRefusal(place, card.writer, "PRODUCT_CARD_MODEL", now)) ??
    (await modelRefusal(place, card.image, "IMAGE_MODEL", now))
  );
}
