import { z } from "zod";

/** A part of a message: words, or a refusal. Other parts are passed over. */
const Content = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  refusal: z.string().optional(),
});

/** A response as OpenAI has it, as far as we rely on it. */
export const ModelResponse = z.object({
  id: z.string().min(1),
  status: z.string(),
  error: z.object({ code: z.string().nullish(), message: z.string().nullish() }).nullish(),
  incomplete_details: z.object({ reason: z.string().nullish() }).nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
  output: z
    .array(
      z.looseObject({
        type: z.string(),
        content: z.array(Content).nullish(),
        /** Of an `image_generation_call`: the picture in base64. */
        result: z.string().nullish(),
      }),
    )
    .nullish(),
  usage: z.object({ total_tokens: z.number() }).nullish(),
});
export type ModelResponse = z.infer<typeof ModelResponse>;

/** The words of a response's messages, one after the other. */
export function textOf(response: ModelResponse): string {
  return contentOf(response, "output_text")
    .flatMap((part) => part.text ?? [])
    .join("");
}

/** What the model said instead of an answer; `null` if it did not refuse. */
export function refusalOf(response: ModelResponse): string | null {
  const parts = contentOf(response, "refusal");
  return parts.length === 0 ? null : parts.flatMap((part) => part.refusal ?? []).join(" ");
}

/** The pictures of a response, in base64. */
export function imagesOf({ output }: ModelResponse): string[] {
  const calls = output?.filter((item) => item.type === "image_generation_call") ?? [];
  return calls.flatMap((call) => call.result || []);
}

function contentOf({ output }: ModelResponse, type: string) {
  const messages = output?.filter((item) => item.type === "message") ?? [];
  return messages.flatMap((item) => item.content ?? []).filter((part) => part.type === type);
}
