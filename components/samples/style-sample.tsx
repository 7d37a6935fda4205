import { OwnPicture } from "@/components/ui/own-picture";
import type { photoStyles } from "@/components/kinds/photoshoot/input";
import editorial from "./style-editorial.webp";
import film from "./style-film.webp";
import outdoors from "./style-outdoors.webp";
import studio from "./style-studio.webp";

type PhotoStyle = (typeof photoStyles)[number]["value"];

const pictures = { studio, editorial, outdoors, film } as const satisfies Record<PhotoStyle, typeof studio>;

/** The same sitter in each style, as the simulated provider takes the picture. */
export function StyleSample({ style }: { style: PhotoStyle }) {
  const { src, width, height } = pictures[style];
  return (
    <OwnPicture
      src={src}
      alt=""
      width={width}
      height={height}
      loading="lazy"
      decoding="async"
      className="h-16 w-12 shrink-0 rounded-frame bg-film object-cover"
    />
  );
}
