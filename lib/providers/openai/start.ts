import type { ResponseCreateParamsNonStreaming } from "openai/resources/responses/responses";
import type { Asked, StartContext, Started } from "../provider";
import { parseCardModels } from "./card-models";
import { createResponse } from "./client";
import { observeResponse } from "./observe";
import type { OpenAiRequest } from "./request";

/**
 * Starts a response in the background. Its metadata carries our operation's id, by which work that nobody knows is
 * recognised (`identify`).
 */
export async function start({ body }: Asked<OpenAiRequest>, context: StartContext): Promise<Started> {
  const isAnswer = body.type === "answer";
  const asked = {
    ...(isAnswer ? answer(body) : card(body, context.fileUrls[0])),
    background: true,
    store: true,
    metadata: { operation_id: context.operationId },
  };
  const setting = isAnswer ? "CHAT_MODEL" : "PRODUCT_CARD_MODEL or IMAGE_MODEL";
  const { id, response } = await createResponse(asked, setting);
  return { ref: id, observation: observeResponse(id, response) };
}

function answer({ model, prompt }: OpenAiRequest & { type: "answer" }): ResponseCreateParamsNonStreaming {
  return { model, input: prompt };
}

function card(
  { model, style, prompt }: OpenAiRequest & { type: "card" },
  imageUrl: string | undefined,
): ResponseCreateParamsNonStreaming {
  const models = parseCardModels(model);
  const words = [
    "Make a product card: one picture, ready for a shop, of the product in the photograph, true to its shape, colours and lettering.",
    `Style: ${style}`,
    ...(prompt ? [`The seller adds: ${prompt}`] : []),
  ];
  return {
    model: models?.writer ?? model,
    input: [
      {
        role: "user",
        content: [
          { type: "input_text", text: words.join("\n") },
          ...(imageUrl ? [{ type: "input_image", image_url: imageUrl, detail: "auto" } as const] : []),
        ],
      },
    ],
    tools: [
      {
        type: "image_generation",
        ...(models && { model: models.image }),
        // Upright, as shops show cards; a size and a quality that every image model takes.
        size: "1024x1536",
        quality: "medium",
        output_format: "jpeg",
      },
    ],
    tool_choice: { type: "image_generation" },
  };
}
