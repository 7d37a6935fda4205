import { formatCardModels } from "./card-models";
import { config } from "./config";

/** The configured models: for answers, for cards, for the scripts of stories and for their pictures. */
export function responseModels(): { chat: string; card: string; story: string; picture: string } {
  const { CHAT_MODEL, PRODUCT_CARD_MODEL, STORY_MODEL, IMAGE_MODEL } = config.variables();
  return {
    chat: CHAT_MODEL,
    card: formatCardModels({ writer: PRODUCT_CARD_MODEL, image: IMAGE_MODEL }),
    story: STORY_MODEL,
    picture: formatCardModels({ writer: STORY_MODEL, image: IMAGE_MODEL }),
  };
}
