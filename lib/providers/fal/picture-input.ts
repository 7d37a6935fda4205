import type { PictureRequest } from "../picture-request";
import { aspectRatio } from "./video-families";

/**
 * What a model of pictures is asked with. fal's presets for sizes are too small for a film, so the size is given in
 * pixels; models that take shapes alone get one, and make it at about 1,000 pixels or more.
 */
export function pictureInput({ model, prompt, size }: PictureRequest): object {
  const common = { prompt, num_images: 1, output_format: "jpeg" };
  if (takesShapes.test(model)) return { ...common, aspect_ratio: aspectRatio(size) };
  const [width, height] = size.split("x").map(Number);
  const input = { prompt, image_size: { width, height }, output_format: "jpeg", enable_safety_checker: true };
  return makesOne.test(model) ? input : { ...input, num_images: 1 };
}

/** Google's models, and those of FLUX that take an aspect ratio (the schemas that fal publishes). */
const takesShapes = /^fal-ai\/(nano-banana|gemini|imagen\d|flux-pro\/(v[\d.]+-ultra|kontext))/;

/** Models that make one picture a run, and know no number of them. */
const makesOne = /^fal-ai\/flux-2-(pro|max|flex)(\/|$)/;
