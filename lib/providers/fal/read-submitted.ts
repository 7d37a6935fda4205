import { z } from "zod";
import { parseJson, readAnswer, type ProviderAnswer } from "../http";
import { ProviderError } from "../provider-error";
import { isModeration } from "../provider-words";
import { failureIn, isAboutTheCall } from "./failure";

const Submitted = z.object({ request_id: z.string() });

const never = { retryable: false, mayHaveWorked: false };

/** The id of what was queued for this endpoint. Throws `ProviderError`; what fal refuses did not happen. */
export function readSubmitted(label: string, endpoint: string, answer: ProviderAnswer): string {
  if (answer.status === 404) throw unknownModel(label, endpoint, answer);
  const isRefused = answer.status >= 400 && answer.status < 500;
  const failure = isRefused ? failureIn(answer) : null;
  const isAgainstRules = isModeration(failure?.type);
  if (failure && (isAgainstRules || !isAboutTheCall(answer.status))) {
    const message = `${label} refused: ${failure.words || `status ${answer.status}`}`;
    throw new ProviderError(isAgainstRules ? "moderation" : "rejected", message, never);
  }
  return readAnswer(label, answer, Submitted).request_id;
}

/** A 404 in JSON is fal's own word; a page is somebody's on the way to it. */
function unknownModel(label: string, endpoint: string, { text }: ProviderAnswer): ProviderError {
  if (parseJson(text) !== undefined) {
    return new ProviderError("rejected", `${label} does not know the model ${endpoint}.`, never);
  }
  const facts = { retryable: true, mayHaveWorked: false };
  return new ProviderError("bad_response", `${label} answered with something we cannot read.`, facts);
}
