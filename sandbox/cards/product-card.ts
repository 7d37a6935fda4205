import { createCanvas, loadImage } from "@napi-rs/canvas";
import { chance } from "../core/random";

export interface CardBrief {
  /** The prompt, from which colours and words come. */
  text: string;
  width: number;
  height: number;
  format: "png" | "jpeg" | "webp";
  /** The product, as JPEG, PNG or WebP. */
  photo: Buffer | null;
  take: string;
}

/** Draws a product card. The same brief always gives the same one. */
export async function renderCard({ text, width, height, format, photo, take }: CardBrief): Promise<Buffer> {
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext("2d");
  pen.fillStyle = `hsl(${Math.floor(chance(text, take) * 360)} 30% 40%)`;
  pen.fillRect(0, 0, width, height);
  const image = photo ? await loadImage(photo).catch(() => null) : null;
  if (image) pen.drawImage(image, width * 0.2, height * 0.2, width * 0.6, height * 0.6);
  return format === "png" ? canvas.encode("png") : canvas.encode(format, 88);
}
