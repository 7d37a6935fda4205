import { alpha } from "../pictures/color";
import { grain } from "../pictures/film";
import type { View } from "./view";

/** How a picture is finished, so that all of a story look alike. */
interface Finish {
  /** Words of the style that ask for it. */
  words: RegExp;
  grain: number;
  /** How dark the edges are. */
  edges: number;
  /** How much of the colour is taken away. */
  fade: number;
  /** Paper that shines through. */
  paper: { color: string; strength: number } | null;
}

const finishes: readonly Finish[] = [
  {
    words: /black and white|noir|monochrome|charcoal|pencil|engraving/i,
    grain: 0.16,
    edges: 0.6,
    fade: 0.92,
    paper: null,
  },
  {
    words: /watercolou?r|gouache|pastel|wash/i,
    grain: 0.13,
    edges: 0.05,
    fade: 0.12,
    paper: { color: "#f7eedd", strength: 0.2 },
  },
  { words: /photo|film|cinema|realis/i, grain: 0.12, edges: 0.62, fade: 0.18, paper: null },
  {
    words: /ink|woodcut|print|vintage|old/i,
    grain: 0.15,
    edges: 0.4,
    fade: 0.42,
    paper: { color: "#ead9b8", strength: 0.16 },
  },
];
const storybook: Finish = {
  words: /^/,
  grain: 0.08,
  edges: 0.34,
  fade: 0,
  paper: { color: "#f6e6c8", strength: 0.07 },
};

const TILE = 256;

/** The last step: the style's paper, its grain and its edges. */
export function finish(view: View, style: string): void {
  const { pen, width, height } = view;
  const {
    grain: strength,
    edges,
    fade,
    paper,
  } = finishes.find(({ words }) => words.test(style)) ?? storybook;
  pen.save();
  if (fade > 0) {
    pen.globalCompositeOperation = "saturation";
    pen.fillStyle = alpha("#808080", fade);
    pen.fillRect(0, 0, width, height);
  }
  if (paper) {
    pen.globalCompositeOperation = "screen";
    pen.fillStyle = alpha(paper.color, paper.strength);
    pen.fillRect(0, 0, width, height);
  }
  pen.globalCompositeOperation = "source-over";
  const reach = Math.hypot(width, height) / 2;
  const shade = pen.createRadialGradient(
    width / 2,
    height * 0.47,
    reach * 0.55,
    width / 2,
    height * 0.47,
    reach * 1.1,
  );
  shade.addColorStop(0, alpha("#0b0807", 0));
  shade.addColorStop(1, alpha("#0b0807", edges));
  pen.fillStyle = shade;
  pen.fillRect(0, 0, width, height);
  pen.globalCompositeOperation = "overlay";
  pen.globalAlpha = strength;
  for (let top = 0; top < height; top += TILE) {
    for (let left = 0; left < width; left += TILE) pen.drawImage(grain(), left, top);
  }
  pen.restore();
}
