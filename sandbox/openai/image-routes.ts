import type { HttpHandler } from "msw";
import { pictureFaults } from "../core/fault-names";
import { rollFate } from "../core/fate";
import { hold } from "../core/hold";
import type { Answer } from "../core/route";
import type { World } from "../core/world";
import { scenePicture } from "../scenes/scene-picture";
import { tokensOf } from "./answer-text";
import { failedAtOnce } from "./errors";
import { readImageInput, type ImageInput } from "./image-input";
import { openaiRoute } from "./openai-route";
import { readBody } from "./read-body";
import { unixSeconds } from "./timing";

/** Figures of the image guide for one picture in medium quality. */
const TOKENS_OF_PICTURE = 1_056;

const HOLD_MS = [8_000, 5_000] as const;

/** `POST /images/generations`, which answers with the pictures themselves. */
export function imageRoutes(world: World): HttpHandler[] {
  const name = "create-image";
  const create: Answer = async ({ request }) => {
    const input = readImageInput(await readBody(request), world.now());
    const fate = rollFate(world, [name, "openai"]);
    if (fate !== "success") throw failedAtOnce(fate);
    const images = await imagesJson(world, input);
    await hold(world, HOLD_MS, request.signal);
    return Response.json(images);
  };
  return [
    openaiRoute(
      world,
      { name, method: "POST", path: "/openai/v1/images/generations", creates: true },
      create,
    ),
  ];
}

async function imagesJson(world: World, { prompt, n, size, output_format: format, ...input }: ImageInput) {
  const flaw = world.faults.roll(pictureFaults, ["create-image", "openai"]);
  const data: { b64_json: string }[] = [];
  for (let take = 0; take < n; take += 1) {
    const brief = { prompt, ...size, format, take: `${world.seed}/${take}`, flaw };
    data.push({ b64_json: (await scenePicture(world, brief)).toString("base64") });
  }
  const [inputTokens, outputTokens] = [tokensOf(prompt), n * TOKENS_OF_PICTURE];
  return {
    created: unixSeconds(world.now()),
    background: input.background === "transparent" ? "transparent" : "opaque",
    output_format: format,
    quality: input.quality === "auto" ? "medium" : input.quality,
    size: `${size.width}x${size.height}`,
    data,
    usage: {
      input_tokens: inputTokens,
      input_tokens_details: { image_tokens: 0, text_tokens: inputTokens },
      output_tokens: outputTokens,
      total_tokens: inputTokens + outputTokens,
    },
  };
}
