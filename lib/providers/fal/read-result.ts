import { z } from "zod";
import type { JobError } from "@/lib/jobs/job-error";
import type { Observation } from "@/lib/jobs/outcome";
import { readAnswer, type ProviderAnswer } from "../http";
import { badResponse } from "../provider-error";
import { isModeration } from "../provider-words";
import { config } from "./config";
import { failureIn, isAboutTheCall, type Failure } from "./failure";

const File = z.object({ url: z.url() });

/** Where models put what they made. */
const Made = z.object({
  video: z.union([File, z.url().transform((url) => ({ url }))]).optional(),
  videos: z.array(File).optional(),
  output: z.union([File, z.url().transform((url) => ({ url }))]).optional(),
});

/**
 * What a completed run answered. A failed run is completed as well, and answers with its error; `isFailed` is whether
 * its status said so. Throws `ProviderError` where the answer is not the run's: a page, our key, too many calls.
 */
export function readResult(answer: ProviderAnswer, isFailed: boolean): Observation {
  if (answer.status < 400) return readFiles(readAnswer(config.label, answer, z.looseObject({})));
  const failure = failureIn(answer);
  const isOfTheCall = isAboutTheCall(answer.status);
  if (failure && !isOfTheCall && (isFailed || isTheRuns(answer))) return readFailure(answer, failure);
  if (isOfTheCall || answer.status >= 500) return readAnswer(config.label, answer, z.never());
  throw badResponse(config.label);
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
function readFailure({ status, headers }: ProviderAnswer, { type, words }: Failure): Observation {
  if (status === 499 || type === "client_cancelled") return { state: "canceled" };
  const isServers = status >= 500;
  const error: JobError = {
    code: isModeration(type) ? "moderation" : (type ?? "failed"),
    message: words ? `fal: ${words}` : `fal could not make this (${status}).`,
    retryable: !isModeration(type) && isServers && headers.get("x-fal-retryable") !== "false",
    charged: isServers ? false : null,
  };
  return { state: "failed", error };
}
