import { z } from "zod";
import { Fate } from "../core/fate";
import { Flaw } from "../core/flaw";
import { scriptOf } from "./script-answer";
import { answerTo, tokensOf } from "./answer-text";
import { responseTimes, type Times } from "./timing";

/** What the picture asked for should be. */
const Drawing = z.object({
  width: z.number(),
  height: z.number(),
  format: z.enum(["png", "jpeg", "webp"]),
  /** Where the product's photo lies, unless it came with the request. */
  photoUrl: z.string().nullable(),
  /** A card shows a product; anything else is a scene. */
  isCard: z.boolean().default(true),
});

/** What the sandbox remembers of a response; everything that changes with time is derived from the id. */
export const GenerationResponse = z.object({
  id: z.number(),
  model: z.string(),
  prompt: z.string(),
  instructions: z.string().nullable(),
  background: z.boolean(),
  /** Whether it can be read again. */
  store: z.boolean().default(true),
  metadata: z.record(z.string(), z.string()),
  maxOutputTokens: z.number().nullable(),
  tools: z.array(z.looseObject({ type: z.string() })),
  /** For `image_generation`; `null` is words. */
  drawing: Drawing.nullable(),
  /** The JSON schema that the answer has the form of; `null` is free words. */
  schema: z.record(z.string(), z.unknown()).nullable().default(null),
  fate: Fate,
  flaw: Flaw.nullable().default(null),
});
export type GenerationResponse = z.infer<typeof GenerationResponse>;

/** That a response was canceled, and when (milliseconds). */
export const Ending = z.object({ id: z.number(), at: z.number() });
export type Ending = z.infer<typeof Ending>;

interface Pace {
  seed: number;
  speed: number;
}

export type ResponseStatus = "queued" | "in_progress" | "completed" | "failed" | "cancelled" | "incomplete";

export const RESPONSE = "resp_";

export function timesOfResponse({ id, drawing, background }: GenerationResponse, pace: Pace): Times {
  return responseTimes(id, pace, { draws: drawing !== null, background });
}

/** As of `now`; a cancellation that came in time stays. */
export function statusOf(
  response: GenerationResponse,
  pace: Pace,
  now: number,
  canceledAt: number | null,
): ResponseStatus {
  if (canceledAt !== null) return "cancelled";
  const { startedAt, finishedAt } = timesOfResponse(response, pace);
  if (now < startedAt) return "queued";
  return now < finishedAt ? "in_progress" : endOf(response);
}

/** The event that tells of its end. */
export function eventOf(response: GenerationResponse): string {
  return `response.${endOf(response)}`;
}

/** What it says, whole: a script where the form is one's, else free words. */
export function answerOf({ prompt, instructions, schema, flaw }: GenerationResponse): string {
  return (schema && scriptOf(prompt, instructions, schema, flaw)) ?? answerTo(prompt);
}

/** Moderation makes a drawing fail, and an answer in words a refusal, which is an answer too. */
function endOf(response: GenerationResponse): "completed" | "failed" | "incomplete" {
  const { fate, drawing, maxOutputTokens } = response;
  if (fate === "failed" || (fate === "moderation" && drawing !== null)) return "failed";
  const tooLong =
    fate === "success" && drawing === null && tokensOf(answerOf(response)) > (maxOutputTokens ?? Infinity);
  return tooLong ? "incomplete" : "completed";
}
