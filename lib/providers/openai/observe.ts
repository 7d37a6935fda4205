import type { JobError } from "@/lib/jobs/job-error";
import type { Observation } from "@/lib/jobs/outcome";
import { inItsWords, isModeration } from "../provider-words";
import { config } from "./config";
import { imagesOf, refusalOf, textOf, type ModelResponse } from "./wire";

/** What a response's state means; `null` for a status we do not know, which says nothing about the work. */
export function observeResponse(response: ModelResponse): Observation | null {
  switch (response.status) {
    case "queued":
      return { state: "queued", expectedAt: null };
    case "in_progress":
      return { state: "running", progress: null, expectedAt: null };
    case "cancelled":
      return { state: "canceled" };
    case "failed":
      return { state: "failed", error: failureOf(response) };
    case "completed":
      return isCard(response) ? observeCard(response) : observeAnswer(response, false);
    case "incomplete":
      return observeIncomplete(response);
    default:
      return null;
  }
}

/** An answer that was cut short is one; an answer that a filter ended is none. */
function observeIncomplete(response: ModelResponse): Observation {
  const reason = response.incomplete_details?.reason ?? null;
  if (isModeration(reason)) {
    return failed(response, "moderation", "OpenAI's filter stopped this answer.", false);
  }
  return isCard(response) ? observeCard(response) : observeAnswer(response, true);
}

function observeAnswer(response: ModelResponse, isCutShort: boolean): Observation {
  const refusal = refusalOf(response);
  if (refusal !== null) return refused(response, refusal);
  const text = textOf(response);
  if (text.trim() === "") {
    const message = isCutShort
      ? "OpenAI reached its length limit before it said anything."
      : "OpenAI finished without an answer.";
    return failed(response, "no_result", message, true);
  }
  return { state: "succeeded", files: [], text, ...(isCutShort && { isCutShort }), ...tokens(response) };
}

/** The picture lies inside the response itself; its link is ours to open (open.ts). */
function observeCard(response: ModelResponse): Observation {
  const base = `${config.baseUrl()}/responses/${encodeURIComponent(response.id)}`;
  const files = imagesOf(response).map((_, index) => ({ url: `${base}#image-${index}`, expiresAt: null }));
  if (files.length > 0) return { state: "succeeded", files, ...tokens(response) };
  const refusal = refusalOf(response);
  if (refusal !== null) return refused(response, refusal);
  const words = inItsWords(textOf(response).trim());
  const message = `OpenAI finished without a picture.${words && ` It says: ${words}`}`;
  return failed(response, "no_result", message, true);
}

function refused(response: ModelResponse, refusal: string): Observation {
  return failed(response, "moderation", inItsWords(refusal) || "OpenAI refused to answer this.", false);
}

/** What finished without a result, and may be asked for again, was worked on: it counts as charged, whoever counted. */
function failed(response: ModelResponse, code: string, message: string, retryable: boolean): Observation {
  return {
    state: "failed",
    error: { code, message, retryable, charged: wasMetered(response) ?? (retryable ? true : null) },
  };
}

/** Trouble of OpenAI's own may pass; its rules and our input stay. */
function failureOf(response: ModelResponse): JobError {
  const code = response.error?.code ?? null;
  const message = response.error?.message
    ? inItsWords(response.error.message)
    : "OpenAI did not finish this answer, and does not say why.";
  const isPassing = ["server_error", "rate_limit_exceeded", "vector_store_timeout", null].includes(code);
  return {
    code: isModeration(code) ? "moderation" : (code ?? "failed"),
    message,
    retryable: isPassing,
    charged: wasMetered(response),
  };
}

/** Tokens are what is paid for: none counted, nothing charged. Where nobody counted, nobody knows. */
function wasMetered({ usage }: ModelResponse): boolean | null {
  return usage ? usage.total_tokens > 0 : null;
}

function tokens({ usage }: ModelResponse): { tokensUsed?: number } {
  return usage ? { tokensUsed: usage.total_tokens } : {};
}

function isCard(response: ModelResponse): boolean {
  return response.metadata?.["type"] === "card" || imagesOf(response).length > 0;
}
