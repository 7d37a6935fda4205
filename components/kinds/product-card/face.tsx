import type { KindFace } from "@/components/kinds/kind-face";
import { CardResult } from "./result";
import { CardSheet } from "./sheet";
import { CardStrip } from "./strip";

/** Product card: one frame, in which the photo becomes the card. */
export const productCardFace: KindFace = { Result: CardResult, Sheet: CardSheet, Strip: CardStrip };
