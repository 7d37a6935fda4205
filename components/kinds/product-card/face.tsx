import type { KindFace } from "@/components/kinds/kind-face";
import { CardResult } from "./result";
import { CardSheet } from "./sheet";

/** Product card: one frame, in which the photo becomes the card. */
export const productCardFace: KindFace = { Result: CardResult, Sheet: CardSheet };
