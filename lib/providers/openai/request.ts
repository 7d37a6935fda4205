import { z } from "zod";

/** What a kind can ask of OpenAI. `model` of a card is what `formatCardModels` wrote. */
export const OpenAiRequest = z.discriminatedUnion("type", [
  z.object({ type: z.literal("answer"), model: z.string(), prompt: z.string() }),
  z.object({
    type: z.literal("card"),
    model: z.string(),
    style: z.string(),
    prompt: z.string().optional(),
  }),
]);
export type OpenAiRequest = z.infer<typeof OpenAiRequest>;
