import type { EndpointTypeMap } from "@fal-ai/client/endpoints";
import { describe, expect, test } from "vitest";
import { pictureInput } from "./picture-input";

const prompt = "A lighthouse at dusk";
const input = (model: string, size = "1536x864") => pictureInput({ type: "picture", model, prompt, size });

describe("a picture is asked for as the client's types have it, larger than the film,", () => {
  const bySize = {
    prompt,
    image_size: { width: 1_536, height: 864 },
    num_images: 1,
    output_format: "jpeg",
    enable_safety_checker: true,
  } as const satisfies EndpointTypeMap["fal-ai/flux-2"]["input"] &
    EndpointTypeMap["fal-ai/flux-2/flash"]["input"] &
    EndpointTypeMap["fal-ai/flux-2/klein/9b"]["input"] &
    EndpointTypeMap["fal-ai/flux/schnell"]["input"] &
    EndpointTypeMap["fal-ai/qwen-image"]["input"];

  test.each([
    "fal-ai/flux-2",
    "fal-ai/flux-2/flash",
    "fal-ai/flux-2/klein/9b",
    "fal-ai/flux/schnell",
    "fal-ai/qwen-image",
    "somebody/elses-model",
  ])("of %s: in pixels", (model) => expect(input(model)).toEqual(bySize));

  const { num_images: _count, ...ofOne } = bySize;
  ofOne satisfies EndpointTypeMap["fal-ai/flux-2-pro"]["input"];

  test.each(["fal-ai/flux-2-pro", "fal-ai/flux-2-max"])("of %s: in pixels, without a number", (model) => {
    expect(input(model)).toEqual(ofOne);
  });

  const byShape = {
    prompt,
    num_images: 1,
    output_format: "jpeg",
    aspect_ratio: "9:16",
  } as const satisfies EndpointTypeMap["fal-ai/nano-banana"]["input"] &
    EndpointTypeMap["fal-ai/nano-banana-2"]["input"] &
    EndpointTypeMap["fal-ai/nano-banana-pro"]["input"] &
    EndpointTypeMap["fal-ai/imagen4/preview"]["input"] &
    EndpointTypeMap["fal-ai/flux-pro/v1.1-ultra"]["input"];

  test.each([
    "fal-ai/nano-banana",
    "fal-ai/nano-banana-2",
    "fal-ai/nano-banana-pro",
    "fal-ai/imagen4/preview",
    "fal-ai/flux-pro/v1.1-ultra",
  ])("of %s: as a shape", (model) => expect(input(model, "864x1536")).toEqual(byShape));
});
