import { z } from "zod";
import { CallbackUrl, Flexible } from "./field-types";

const RATIOS = ["1:1", "16:9", "9:16", "21:9", "9:21", "3:2", "2:3", "5:4", "4:5", "4:3", "3:4"] as const;
const Ratio = z.enum(RATIOS, "is not included in the list").nullish();
const Side = Flexible.refine(
  (n) => n === undefined || (n >= 64 && n <= 2048 && n % 8 === 0),
  "must be a multiple of 8",
);

/** The attributes of `POST /tunes/:id/prompts` that leave a trace in the sandbox; the others are taken and ignored. */
export const PromptInput = z.object({
  text: z.string("can't be blank").trim().min(1, "can't be blank"),
  negative_prompt: z.string().nullish(),
  callback: CallbackUrl,
  num_images: Flexible.refine((n = 1) => Number.isInteger(n) && n >= 1 && n <= 8, "must be in 1..8"),
  seed: Flexible,
  steps: Flexible.refine((n = 0) => n >= 0 && n <= 50, "must be in 0..50"),
  cfg_scale: Flexible.refine((n = 0) => n >= 0 && n <= 15, "must be in 0..15"),
  aspect_ratio: Ratio,
  ar: Ratio,
  w: Side,
  h: Side,
});
export type PromptInput = z.infer<typeof PromptInput>;

/** About three quarters of a megapixel in the ratio asked for; `3:4` where none was. */
export function pictureSize({ w, h, aspect_ratio, ar }: PromptInput): { width: number; height: number } {
  if (w && h) return { width: w, height: h };
  const [across = 3, down = 4] = (aspect_ratio ?? ar ?? "3:4").split(":").map(Number);
  const unit = Math.sqrt((768 * 1024) / (across * down));
  return { width: toGrid(across * unit), height: toGrid(down * unit) };
}

function toGrid(side: number): number {
  return Math.round(side / 8) * 8;
}
