import { z } from "zod";
import type { PictureFamily } from "./family";

const presets = {
  square_hd: { width: 1_024, height: 1_024 },
  square: { width: 512, height: 512 },
  portrait_4_3: { width: 768, height: 1_024 },
  portrait_16_9: { width: 576, height: 1_024 },
  landscape_4_3: { width: 1_024, height: 768 },
  landscape_16_9: { width: 1_024, height: 576 },
} as const;
const presetNames = Object.keys(presets) as [keyof typeof presets, ...(keyof typeof presets)[]];

const Prompt = z.string().min(1);
const Count = z.number().int().min(1).max(4).default(1);
const Seed = z.number().int().nullish();

/** Models that take a size in pixels, or its name. */
const flux = (limits: { least: number; most: number; longestPrompt: number }, format: "jpeg" | "png") => {
  const side = z.number().int().min(limits.least).max(limits.most);
  return z
    .looseObject({
      prompt: Prompt.max(limits.longestPrompt),
      image_size: z
        .union([z.enum(presetNames), z.looseObject({ width: side, height: side })])
        .default("landscape_4_3"),
      num_images: Count,
      seed: Seed,
      output_format: z.enum(["jpeg", "png"]).default(format),
    })
    .transform(({ prompt, image_size: size, num_images: count, seed, output_format }) => ({
      prompt,
      ...(typeof size === "string" ? presets[size] : { width: size.width, height: size.height }),
      count,
      seed: seed ?? null,
      format: output_format,
    }));
};

const shapes = ["21:9", "16:9", "3:2", "4:3", "5:4", "1:1", "4:5", "3:4", "2:3", "9:16"] as const;
const sharpness = { "1K": 1_024, "2K": 2_048, "4K": 4_096 } as const;

/** Models that take a shape, and how sharp it is to be. */
const banana = z
  .looseObject({
    prompt: Prompt.min(3).max(50_000),
    aspect_ratio: z.enum(["auto", ...shapes]).default("1:1"),
    resolution: z.enum(["1K", "2K", "4K"]).default("1K"),
    num_images: Count,
    seed: Seed,
    output_format: z.enum(["jpeg", "png", "webp"]).default("png"),
  })
  .transform(
    ({ prompt, aspect_ratio: shape, resolution, num_images: count, seed, output_format: format }) => ({
      prompt,
      ...sizeOf(shape, sharpness[resolution]),
      count,
      seed: seed ?? null,
      format,
    }),
  );

/** As many pixels as a square of that side, in steps of 16. */
function sizeOf(shape: string, side: number): { width: number; height: number } {
  const [across = 1, down = 1] = shape === "auto" ? [] : shape.split(":").map(Number);
  const stepped = (length: number) => Math.round(length / 16) * 16;
  const ratio = Math.sqrt(across / down);
  return { width: stepped(side * ratio), height: stepped(side / ratio) };
}

const newFlux = { least: 512, most: 2_048, longestPrompt: 30_000 };
const oldFlux = { least: 64, most: 14_142, longestPrompt: 30_000 };

/** The picture models that are simulated, as fal's pages on them have it. */
export const pictureFamilies: readonly PictureFamily[] = [
  {
    makes: "picture",
    app: "flux-2",
    id: /^flux-2(\/flash|\/turbo|\/klein\/[49]b)?$/,
    input: flux(newFlux, "png"),
  },
  { makes: "picture", app: "flux-2-pro", id: /^flux-2-pro$/, input: flux(newFlux, "jpeg") },
  { makes: "picture", app: "flux-2-max", id: /^flux-2-max$/, input: flux(newFlux, "jpeg") },
  { makes: "picture", app: "flux-2-flex", id: /^flux-2-flex$/, input: flux(newFlux, "jpeg") },
  { makes: "picture", app: "flux", id: /^flux\/(schnell|dev)$/, input: flux(oldFlux, "jpeg") },
  { makes: "picture", app: "nano-banana-2", id: /^nano-banana-2$/, input: banana },
  { makes: "picture", app: "nano-banana", id: /^nano-banana$/, input: banana },
];
