import { z } from "zod";
import { PictureRequest } from "../picture-request";

/** What a kind can ask of OpenAI. `model` of a card and of a picture is what `formatCardModels` wrote. */
export const OpenAiRequest = z.discriminatedUnion("type", [
  z.object({ type: z.literal("answer"), model: z.string(), prompt: z.string() }),
  z.object({
    type: z.literal("card"),
    model: z.string(),
    style: z.string(),
    prompt: z.string().optional(),
  }),
  z.object({
    type: z.literal("json"),
    model: z.string(),
    instructions: z.string(),
    input: z.string(),
    /** What the answer is, in a word: letters, digits, `_` and `-`. */
    name: z.string().regex(/^[\w-]{1,64}$/),
    /** A JSON schema as strict mode has it: every property is required, and there are no others. */
    schema: z.record(z.string(), z.unknown()),
  }),
  PictureRequest,
]);
export type OpenAiRequest = z.infer<typeof OpenAiRequest>;
