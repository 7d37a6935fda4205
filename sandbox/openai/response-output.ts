import type { World } from "../core/world";
import { tokensOf } from "./answer-text";
import { drawnFor } from "./drawings";
import { answerOf, type GenerationResponse, type ResponseStatus } from "./response";

interface Output {
  output: Record<string, unknown>[];
  usage: Usage | null;
}

interface Usage {
  input_tokens: number;
  input_tokens_details: { cached_tokens: number };
  output_tokens: number;
  output_tokens_details: { reasoning_tokens: number };
  total_tokens: number;
}

/** Figures of the image guide for one picture in medium quality. */
const TOKENS_OF_DRAWING = 1_056;

const REFUSAL = "I'm sorry, but I can't help with that request.";

/** What a response has put out by the time it has this status. */
export async function outputOf(
  world: World,
  response: GenerationResponse,
  status: ResponseStatus,
): Promise<Output> {
  if (status !== "completed" && status !== "incomplete") return { output: [], usage: null };
  if (response.drawing !== null) return drawingOutput(world, response, response.drawing);
  if (response.fate === "moderation") {
    return {
      output: [message(response, "completed", { type: "refusal", refusal: REFUSAL })],
      usage: usageOf(response, tokensOf(REFUSAL)),
    };
  }
  const whole = answerOf(response);
  const limit = response.maxOutputTokens ?? Infinity;
  const text = status === "incomplete" ? whole.slice(0, limit * 4) : whole;
  return {
    output: [message(response, status, { type: "output_text", text, annotations: [], logprobs: [] })],
    usage: usageOf(response, Math.min(tokensOf(whole), limit)),
  };
}

async function drawingOutput(
  world: World,
  response: GenerationResponse,
  drawing: NonNullable<GenerationResponse["drawing"]>,
): Promise<Output> {
  const picture = await drawnFor(world, response, drawing);
  const call = {
    id: `ig_${response.id}`,
    type: "image_generation_call",
    status: "completed",
    action: "generate",
    background: "opaque",
    output_format: drawing.format,
    quality: "medium",
    revised_prompt: response.prompt,
    size: `${drawing.width}x${drawing.height}`,
    result: picture.toString("base64"),
  };
  const text = "Here is the picture you asked for.";
  return {
    output: [
      call,
      message(response, "completed", { type: "output_text", text, annotations: [], logprobs: [] }),
    ],
    usage: usageOf(response, TOKENS_OF_DRAWING + tokensOf(text)),
  };
}

function message(
  { id }: GenerationResponse,
  status: "completed" | "incomplete",
  part: Record<string, unknown>,
) {
  return { id: `msg_${id}`, type: "message", role: "assistant", status, content: [part] };
}

function usageOf({ prompt, instructions }: GenerationResponse, outputTokens: number): Usage {
  const inputTokens = 8 + tokensOf(prompt) + tokensOf(instructions ?? "");
  return {
    input_tokens: inputTokens,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: outputTokens,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: inputTokens + outputTokens,
  };
}
