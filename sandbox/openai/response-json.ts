import type { World } from "../core/world";
import { unixSeconds } from "./timing";
import { outputOf } from "./response-output";
import { RESPONSE, statusOf, timesOfResponse, type GenerationResponse } from "./response";
import { wireId } from "./wire-id";

/** The response object on the wire, as of now. A finished drawing is rendered for it. */
export async function responseJson(world: World, response: GenerationResponse, canceledAt: number | null) {
  const now = world.now();
  const { createdAt, finishedAt } = timesOfResponse(response, world);
  const status = statusOf(response, world, now, canceledAt);
  const { output, usage } = await outputOf(world, response, status);
  return {
    id: wireId(RESPONSE, response.id),
    object: "response",
    created_at: unixSeconds(createdAt),
    completed_at: status === "completed" ? unixSeconds(finishedAt) : null,
    status,
    background: response.background,
    error: status === "failed" ? errorOf(response) : null,
    incomplete_details: status === "incomplete" ? { reason: "max_output_tokens" } : null,
    instructions: response.instructions,
    max_output_tokens: response.maxOutputTokens,
    metadata: response.metadata,
    model: response.model,
    output,
    parallel_tool_calls: true,
    previous_response_id: null,
    store: response.store,
    temperature: 1,
    text: { format: response.schema ? { type: "json_schema", schema: response.schema } : { type: "text" } },
    tool_choice: "auto",
    tools: response.tools,
    top_p: 1,
    usage,
  };
}

function errorOf({ fate }: GenerationResponse): { code: string; message: string } {
  return fate === "moderation"
    ? {
        code: "image_content_policy_violation",
        message:
          "Your request was rejected by the safety system <b>(content_policy_violation)</b>. Please change it and try again.",
      }
    : { code: "server_error", message: "The server had an error while processing your request." };
}
