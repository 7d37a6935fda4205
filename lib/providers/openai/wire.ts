import { z } from "zod";
import { fieldsOf, idIn, textOf, withoutEnvelope } from "../loose";
import { namedFailureIn, saidIn, type Said } from "../provider-words";
import { stateOf, stateWordIn, type WorkState } from "../state-word";
import { contentOf, type Content } from "../openai-shared/content";
import { tokensIn, type Tokens } from "../openai-shared/tokens";

/** A response as OpenAI has it, and as gateways do, who leave out and rename as they like. */
export interface ModelResponse extends Content {
  id: string | null;
  /** `incomplete` is finished, but cut short; `null` for a word that nobody knows, and where there is none. */
  state: WorkState | "incomplete" | null;
  hasWord: boolean;
  /** What is said of a failure by that name. */
  failure: Said | null;
  /** What is said of one, if it is one: of any other work, it may be of anything. */
  said: Said | null;
  /** Why it was cut short. */
  cutBy: string | null;
  /** The id of our operation, which its metadata carries. */
  operationId: string | null;
  /** The tokens that were counted; `null` where nobody counted. */
  tokens: Tokens | null;
}

/** Not `output`: what is in there has names and states of its own. */
const envelopes = ["response", "data", "result"];

export const ResponseAnswer = z
  .unknown()
  .refine((body) => body !== undefined)
  .transform(readResponse);

/** A response out of an answer, whatever it is. */
export function readResponse(body: unknown): ModelResponse {
  const fields = withoutEnvelope(body, envelopes);
  const word = stateWordIn(fields);
  const details = fields["incomplete_details"];
  return {
    id: idIn(fields),
    state: word !== null && /^incomplete$/i.test(word.trim()) ? "incomplete" : stateOf(word),
    hasWord: word !== null,
    failure: namedFailureIn(fields),
    said: saidIn(fields),
    cutBy: textOf(fieldsOf(details)["reason"]) ?? textOf(details),
    operationId: textOf(fieldsOf(fields["metadata"])["operation_id"]),
    tokens: tokensIn(fields["usage"]),
    ...contentOf(fields),
  };
}
