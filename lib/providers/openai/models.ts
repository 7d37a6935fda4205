import { formatCardModels } from "./card-models";
import { config } from "./config";

/** The configured models for answers and for cards. */
export function responseModels(): { chat: string; card: string } {
  const { CHAT_MODEL, PRODUCT_CARD_MODEL, IMAGE_MODEL } = config.variables();
  return { chat: CHAT_MODEL, card: formatCardModels({ writer: PRODUCT_CARD_MODEL, image: IMAGE_MODEL }) };
}
