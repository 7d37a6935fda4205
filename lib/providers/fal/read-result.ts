import { z } from "zod";
import type { JobError } from "@/lib/jobs/job-view";
import type { Observation } from "@/lib/jobs/outcome";
import { parseJson, readAnswer, type ProviderAnswer } from "../http";
import { badResponse } from "../provider-error";
import { inItsWords, isModeration } from "../provider-words";
import { label } from "./client";

const File = z.object({ url: z.url() });

/** Where models put what they made. */
const Made = z.object({
  video: z.union([File, z.url().transform((url) => ({ url }))]).optional(),
  videos: z.array(File).optional(),
  output: z.union([File, z.url().transform((url) => ({ url }))]).optional(),
});

/** A run's own failure: fal's model errors have a list of typed details, its request errors a sentence and a type. */
const Failure = z.object({
  detail: z.union([
    z.string(),
    z.array(z.looseObject({ msg: z.string().optional(), type: z.string().optional() })),
  ]),
  error_type: z.string().optional(),
});
type Failure = z.infer<typeof Failure>;

/** Statuses that say something of our call, and nothing of the run. */
const aboutTheCall = new Set([401, 402, 403, 404, 408, 425, 429]);

/**
 * What a completed run answered. A failed run is completed as well, and answers with its error; `isFailed` is whether
 * its status said so. Throws `ProviderError` where the answer is not the run's: a page, our key, too many calls.
 */
export function readResult(answer: ProviderAnswer, isFailed: boolean): Observation {
  if (answer.status < 400) return readFiles(readAnswer(label, answer, z.looseObject({})));
  const failure = Failure.safeParse(parseJson(answer.text));
  const isAboutTheCall = aboutTheCall.has(answer.status);
  if (failure.success && !isAboutTheCall && (isFailed || isTheRuns(answer))) {
    return readFailure(answer, failure.data);
  }
  if (isAboutTheCall || answer.status >= 500) return readAnswer(label, answer, z.never());
  throw badResponse(label);
}

/** A 5xx without the headers that fal's documentation gives to errors of runs may be a gateway's on the way. */
function isTheRuns({ status, headers }: ProviderAnswer): boolean {
  return status < 500 || headers.has("x-fal-error-type") || headers.has("x-fal-retryable");
}

function readFiles(body: unknown): Observation {
  const made = Made.safeParse(body);
  const file = made.data?.video ?? made.data?.videos?.[0] ?? made.data?.output;
  if (file) return { state: "succeeded", files: [{ url: file.url, expiresAt: null }] };
  const message = "fal finished the work, but its answer has no video in it.";
  return { state: "failed", error: { code: "no_result", message, retryable: false, charged: null } };
}

/**
 * fal's FAQ, "Do you charge for failed requests?": server errors (500 and up) never are; invalid input may be, where
 * a machine had begun to work on it.
 */
function readFailure({ status, headers }: ProviderAnswer, failure: Failure): Observation {
  const details = typeof failure.detail === "string" ? [{ msg: failure.detail }] : failure.detail;
  const type = failure.error_type ?? headers.get("x-fal-error-type") ?? typeOf(failure);
  if (status === 499 || type === "client_cancelled") return { state: "canceled" };
  const words = details.flatMap(({ msg }) => msg ?? []).join(" ");
  const isServers = status >= 500;
  const error: JobError = {
    code: isModeration(type) ? "moderation" : (type ?? "failed"),
    message: words ? `fal: ${inItsWords(words)}` : `fal could not make this (${status}).`,
    retryable: !isModeration(type) && isServers && headers.get("x-fal-retryable") !== "false",
    charged: isServers ? false : null,
  };
  return { state: "failed", error };
}

function typeOf({ detail }: Failure): string | null {
  return (Array.isArray(detail) ? detail[0]?.type : null) ?? null;
}
