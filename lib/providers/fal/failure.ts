import { z } from "zod";
import { parseJson, type ProviderAnswer } from "../http";
import { inItsWords } from "../provider-words";

/** fal's errors: those of models have a list of typed details, those of requests a sentence and a type. */
const Body = z.object({
  detail: z.union([
    z.string(),
    z.array(z.looseObject({ msg: z.string().optional(), type: z.string().optional() })),
  ]),
  error_type: z.string().optional(),
});

/** What went wrong, as fal tells it. */
export interface Failure {
  type: string | null;
  /** Empty where it says nothing. */
  words: string;
}

/** Reads an error of fal's; `null` for what is none, such as somebody's page on the way to it. */
export function failureIn({ text, headers }: ProviderAnswer): Failure | null {
  const body = Body.safeParse(parseJson(text)).data;
  if (!body) return null;
  const { detail } = body;
  const details = typeof detail === "string" ? [{ msg: detail, type: undefined }] : detail;
  return {
    type: body.error_type ?? headers.get("x-fal-error-type") ?? details[0]?.type ?? null,
    words: inItsWords(details.flatMap(({ msg }) => msg ?? []).join(" ")),
  };
}

/** Statuses that say something of our call, and nothing of what was asked for. */
export function isAboutTheCall(status: number): boolean {
  return [401, 402, 403, 404, 408, 425, 429].includes(status);
}
