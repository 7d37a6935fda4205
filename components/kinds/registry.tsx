import { chat } from "./chat/face";
import type { KindFace } from "./kind-face";
import { photoshoot } from "./photoshoot/face";
import { plainFace } from "./plain-face";
import { productCard } from "./product-card/face";
import { sora } from "./sora/face";

/** Every kind that can be started and shown. A new one is a line here. */
export const kinds: Readonly<Record<string, KindFace>> = {
  photoshoot,
  sora,
  product_card: productCard,
  chat,
};

/** The face of a kind; a plain one for a kind that these pages do not know. */
export function faceOf(kind: string): KindFace {
  return kinds[kind] ?? plainFace;
}
