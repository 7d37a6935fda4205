import type { ResponseCreateParamsNonStreaming, Tool } from "openai/resources/responses/responses";
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
  const asked = {
    ...paramsOf(body, context.fileUrls[0]),
    background: true,
    store: true,
    metadata: { operation_id: context.operationId },
  };
  const { id, response } = await createResponse(asked, settingOf[body.type]);
  return { ref: id, observation: observeResponse(id, response) };
}

/** The variables that name the models. */
const settingOf: Readonly<Record<OpenAiRequest["type"], string>> = {
  answer: "CHAT_MODEL",
  card: "PRODUCT_CARD_MODEL or IMAGE_MODEL",
  json: "STORY_MODEL",
  picture: "STORY_MODEL or IMAGE_MODEL",
};

function paramsOf(body: OpenAiRequest, fileUrl: string | undefined): ResponseCreateParamsNonStreaming {
  switch (body.type) {
    case "answer":
      return { model: body.model, input: body.prompt };
    case "card":
      return card(body, fileUrl);
    case "json": {
      const { model, instructions, input, name, schema } = body;
      return {
        model,
        instructions,
        input,
        text: { format: { type: "json_schema", name, strict: true, schema } },
      };
    }
    case "picture":
      return picture(body);
  }
}

function card(
  { model, style, prompt }: OpenAiRequest & { type: "card" },
  imageUrl: string | undefined,
): ResponseCreateParamsNonStreaming {
  const words = [
    "Make a product card: one picture, ready for a shop, of the product in the photograph, true to its shape, colours and lettering.",
    `Style: ${style}`,
    ...(prompt ? [`The seller adds: ${prompt}`] : []),
  ];
  return {
    input: [
      {
        role: "user",
        content: [
          { type: "input_text", text: words.join("\n") },
          ...(imageUrl ? [{ type: "input_image", image_url: imageUrl, detail: "auto" } as const] : []),
        ],
      },
    ],
    // Upright, as shops show cards.
    ...drawing(model, "1024x1536"),
  };
}

function picture({
  model,
  prompt,
  size,
}: OpenAiRequest & { type: "picture" }): ResponseCreateParamsNonStreaming {
  return {
    instructions:
      "Make one picture of what the prompt says, with the prompt as it is: nothing added, nothing left out.",
    input: prompt,
    ...drawing(model, size),
  };
}

/** One picture, by the two models that `formatCardModels` put into one name; at a quality that every image model takes. */
function drawing(
  model: string,
  size: string,
): Pick<ResponseCreateParamsNonStreaming, "model" | "tools" | "tool_choice"> {
  const models = parseCardModels(model);
  const tool: Tool.ImageGeneration = {
    type: "image_generation",
    ...(models && { model: models.image }),
    size,
    quality: "medium",
    output_format: "jpeg",
  };
  return { model: models?.writer ?? model, tools: [tool], tool_choice: { type: "image_generation" } };
}
