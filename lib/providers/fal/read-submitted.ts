import { z } from "zod";
import type { ProviderAnswer } from "../answer";
import { readAnswer } from "../http";
import { fieldsOf, idIn, textOf, withoutEnvelope } from "../loose";
import { badResponse, ProviderError } from "../provider-error";
import { isModeration } from "../provider-words";
import { failureIn, isAboutTheCall } from "./failure";

const never = { retryable: false, mayHaveWorked: false };

/** What was asked, for the words of a refusal; `setting` is the variable that names the endpoint's model. */
interface Submission {
  label: string;
  endpoint: string;
  setting: string;
}

/** The id of what was queued. Throws `ProviderError`; what fal refuses did not happen. */
export function readSubmitted(submission: Submission, answer: ProviderAnswer): string {
  const { label } = submission;
  const isRefused = answer.status >= 400 && answer.status < 500;
  const failure = isRefused ? failureIn(answer) : null;
  const isAgainstRules = isModeration(failure?.code);
  // A 404 or 405 in JSON is of the place that is configured; a page is somebody's on the way to it.
  if (failure && !isAgainstRules && [404, 405].includes(answer.status)) throw unknownModel(submission);
  if (failure && (isAgainstRules || !isAboutTheCall(answer.status))) {
    const message = `${label} refused: ${failure.words || `status ${answer.status}`}`;
    throw new ProviderError(isAgainstRules ? "moderation" : "rejected", message, never);
  }
  const id = requestIdIn(readAnswer(label, answer, z.unknown()));
  if (id === null) throw badResponse(label);
  return id;
}

/** The id of a request, under fal's own name or another, bare or in an envelope. */
export function requestIdIn(body: unknown): string | null {
  const layers = [fieldsOf(body), fieldsOf(fieldsOf(body)["data"]), withoutEnvelope(body)];
  const named = layers.flatMap((fields) => [fields["request_id"], fields["requestId"]]).map(textOf);
  const others = layers.flatMap((fields) => [idIn(fields), textOf(fields["gateway_request_id"])]);
  return [...named, ...others].find((id) => id !== null) ?? null;
}

function unknownModel({ label, endpoint, setting }: Submission): ProviderError {
  const message = `${label} does not know the model ${endpoint}: ${setting} or FAL_QUEUE_URL may be set wrong.`;
  return new ProviderError("misconfigured", message, never);
}
