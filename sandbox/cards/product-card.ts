import { createCanvas, loadImage, type Image } from "@napi-rs/canvas";
import { generator } from "../core/random";
import { font } from "../pictures/fonts";
import { wrap } from "../pictures/wrap";
import { drawBackdrop } from "./backdrop";
import type { Easel } from "./easel";
import { drawPhoto, drawStandIn } from "./product";
import { styleFor } from "./styles";
import { wordsOf } from "./words";

export interface CardBrief {
  /** The prompt, from which colours and words come. */
  text: string;
  /** Pixels. */
  width: number;
  height: number;
  format: "png" | "jpeg" | "webp";
  /** The product, as JPEG, PNG or WebP. */
  photo: Buffer | null;
  take: string;
}

const QUALITY = 88;

/** Draws a product card. The same brief always gives the same one; without a readable photo, a vase stands in. */
export async function renderCard({ text, width, height, format, photo, take }: CardBrief): Promise<Buffer> {
  const canvas = createCanvas(width, height);
  const unit = Math.min(width, height) / 1_000;
  const style = styleFor(text, take);
  const easel: Easel = {
    pen: canvas.getContext("2d"),
    width,
    height,
    unit,
    style,
    random: generator("card", text, take),
  };
  drawBackdrop(easel);
  const image = await readable(photo);
  if (image) drawPhoto(easel, image);
  else drawStandIn(easel);
  drawWords(easel, text);
  return format === "png" ? canvas.encode("png") : canvas.encode(format, QUALITY);
}

async function readable(photo: Buffer | null): Promise<Image | null> {
  return photo ? loadImage(photo).catch(() => null) : null;
}

function drawWords({ pen, width, height, unit, style }: Easel, text: string): void {
  const { title, line } = wordsOf(text);
  const margin = 80 * unit;
  const room = { width: width - 2 * margin, lines: 1 };
  pen.textAlign = "left";
  pen.fillStyle = style.ink;
  pen.font = `${92 * unit}px ${font("Darkroom Serif")}`;
  const [shown = title] = wrap(pen, title, room);
  pen.fillText(shown, margin, height - 142 * unit);
  pen.fillStyle = style.accent;
  pen.fillRect(margin, height - 112 * unit, 64 * unit, 4 * unit);
  pen.fillStyle = style.soft;
  pen.font = `${27 * unit}px ${font("Darkroom Sans")}`;
  const [below = line] = wrap(pen, line, room);
  pen.fillText(below, margin, height - 66 * unit);
}
