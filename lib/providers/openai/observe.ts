import type { OfferedFile } from "@/lib/jobs/job";
import type { Observation } from "@/lib/jobs/outcome";
import { failureOf } from "../failure";
import { linkOf } from "../loose";
import { inItsWords, isAgainstRules, isModeration } from "../provider-words";
import { tokensOutput } from "../openai-shared/tokens";
import { config } from "./config";
import type { ModelResponse } from "./wire";

/**
 * What an answer about the response that we know as `ref` tells of it, with all that it holds: whether that is what was
 * asked for is for others to say. `null` where it says nothing at all.
 */
export function observeResponse(ref: string, response: ModelResponse): Observation | null {
  switch (response.state) {
    case "queued":
      return { state: "queued", expectedAt: null };
    case "running":
      return running;
    case "canceled":
      return { state: "canceled" };
    case "failed":
    case "expired":
    case "moderated":
      return endOf(response);
    case "succeeded":
      return observeFinished(ref, response, false);
    case "incomplete":
      return observeIncomplete(ref, response);
    case null:
      return observeUntold(ref, response);
  }
}

const running: Observation = { state: "running", progress: null, expectedAt: null };

/** An answer that was cut short is one; words that a filter ended are none. */
function observeIncomplete(ref: string, response: ModelResponse): Observation {
  if (isModeration(response.cutBy) && response.images.length === 0) {
    return against(response, "OpenAI's filter stopped this answer.");
  }
  return observeFinished(ref, response, true);
}

function observeFinished(ref: string, response: ModelResponse, isCutShort: boolean): Observation {
  const { images, refusal, failure } = response;
  const isBare = response.text.trim() === "";
  const text = isBare ? response.remark : response.text;
  const hasWords = text.trim() !== "";
  if (isBare && images.length === 0) {
    if (refusal !== null) return against(response, inItsWords(refusal) || "OpenAI refused to answer this.");
    if (failure) return endOf(response);
  }
  return {
    state: "succeeded",
    files: filesOf(ref, images),
    ...(hasWords && { text }),
    ...(isCutShort && { isCutShort }),
    ...tokensOutput(response.tokens),
  };
}

/** No word for the state, or one that nobody knows: what is there is there. */
function observeUntold(ref: string, response: ModelResponse): Observation | null {
  const { text, images, refusal, failure, hasWord, isGrowing, id } = response;
  if (isGrowing) return running;
  const isThere = text.trim() !== "" || images.length > 0 || refusal !== null;
  if (isThere) return observeFinished(ref, response, false);
  if (failure && (!hasWord || isAgainstRules(failure))) return endOf(response);
  return hasWord || id !== null ? running : null;
}

/** Pictures lie inside the response itself; their links are ours to open (open.ts). */
function filesOf(ref: string, images: readonly string[]): OfferedFile[] {
  const base = `${config.baseUrl()}/responses/${encodeURIComponent(ref)}`;
  return images.map((image, index) => {
    const link = linkOf(image);
    return { url: `${base}#image-${index}`, expiresAt: null, ...(link !== null && { alternatives: [link] }) };
  });
}

function against(response: ModelResponse, message: string): Observation {
  const error = { code: "moderation", message, retryable: false, charged: wasMetered(response) };
  return { state: "failed", error };
}

/** Work that failed, ran out of time, or was stopped by its rules. */
function endOf(response: ModelResponse): Observation {
  const { state, said } = response;
  if (state === "moderated") return against(response, said?.words || "OpenAI's rules stopped this answer.");
  const silent =
    state === "expired"
      ? "OpenAI ran out of time for this answer."
      : "OpenAI did not finish this answer, and does not say why.";
  const error = failureOf(said, { silent, charged: wasMetered(response) });
  const isLate = state === "expired" && error.code === "failed";
  return { state: "failed", error: isLate ? { ...error, code: "expired" } : error };
}

/** Tokens are what is paid for: none counted, nothing charged. Where nobody counted, nobody knows. */
function wasMetered({ tokens }: ModelResponse): boolean | null {
  return tokens === null ? null : tokens.total > 0;
}
