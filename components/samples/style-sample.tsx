import { OwnPicture } from "@/components/ui/own-picture";
import type { photoStyles } from "@/components/kinds/photoshoot/input";
import type { cardStyles } from "@/components/kinds/product-card/input";
import clean from "./card-clean.webp";
import lifestyle from "./card-lifestyle.webp";
import luxury from "./card-luxury.webp";
import playful from "./card-playful.webp";
import editorial from "./style-editorial.webp";
import film from "./style-film.webp";
import outdoors from "./style-outdoors.webp";
import studio from "./style-studio.webp";

type Style = (typeof photoStyles | typeof cardStyles)[number]["value"];

const pictures = {
  studio,
  editorial,
  outdoors,
  film,
  clean,
  lifestyle,
  luxury,
  playful,
} as const satisfies Record<Style, typeof studio>;

/** The same sitter, or the same vase, in each style, as the simulated provider makes the picture. */
export function StyleSample({ style }: { style: Style }) {
  const { src, width, height } = pictures[style];
  return (
    <OwnPicture
      src={src}
      alt=""
      width={width}
      height={height}
      loading="lazy"
      decoding="async"
      className="aspect-4/5 h-auto w-full bg-film object-cover"
    />
  );
}
