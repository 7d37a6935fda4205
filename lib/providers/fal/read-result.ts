import type { Observation } from "@/lib/jobs/outcome";
import { failureOf } from "../failure";
import type { ProviderAnswer } from "../answer";
import { parseJson, statusError } from "../http";
import { fieldsOf } from "../loose";
import { badResponse } from "../provider-error";
import { isModeration, saidIn, speaksOfModeration, type Said } from "../provider-words";
import { stateOf } from "../state-word";
import { config } from "./config";
import { failureIn, isAboutTheCall, toldIn } from "./failure";
import { linksIn } from "./links";
import type { Made } from "./ref";
import { isFoundUnsafe } from "./unsafe";

/**
 * What a completed run answered. A failed run is completed as well, and answers with its error; `told` is what its
 * status said of one: then all that is not a file is the run's failure. Throws `ProviderError` where the answer is not
 * the run's: a page, our key, too many calls.
 */
export function readResult(answer: ProviderAnswer, told: Said | null, makes: Made): Observation {
  const made = fileOf(answer, makes);
  if (made) return made;
  if (told) return readFailure(answer, told);
  if (answer.status >= 400) {
    if (isTheRuns(answer)) return readFailure(answer, null);
    throw statusError(config.label, answer);
  }
  const body = parseJson(answer.text);
  if (body === undefined) throw badResponse(config.label);
  const fields = fieldsOf(body);
  const state = stateOf(fields["status"]);
  if (state === "queued" || state === "running")
    return { state: "running", progress: null, expectedAt: null };
  const said = toldIn(fields) ?? saidIn({ detail: fields["detail"] });
  return said !== null || state === "failed" ? readFailure(answer, null) : { state: "succeeded", files: [] };
}

/** The file of this sort in an answer; `null` where it has none. A picture that was found unsafe is black, and none. */
export function fileOf({ status, text }: ProviderAnswer, makes: Made): Observation | null {
  if (status >= 400) return null;
  const body = parseJson(text);
  if (makes === "pictures" && isFoundUnsafe(body)) return foundUnsafe;
  const [url, ...others] = linksIn(body, makes);
  if (url === undefined) return null;
  const file = { url, expiresAt: null, ...(others.length > 0 && { alternatives: others }) };
  return { state: "succeeded", files: [file] };
}

const foundUnsafe: Observation = {
  state: "failed",
  error: {
    code: "moderation",
    message: "fal's safety checker found this picture unsafe, and gives a black one in its place.",
    retryable: false,
    charged: null,
  },
};

/** Whether an error is the run's own. A 5xx without the headers that fal gives to those may be a gateway's on the way. */
function isTheRuns(answer: ProviderAnswer): boolean {
  const said = failureIn(answer);
  return said !== null && (isModeration(said.code) || hasStatusOfRun(answer));
}

function hasStatusOfRun({ status, headers }: ProviderAnswer): boolean {
  if (status >= 500)
    return ["x-fal-error-type", "x-fal-retryable"].some((name) => headers.get(name) !== null);
  return !isAboutTheCall(status);
}

/**
 * A run that failed, in the words of its status, else of its answer; `answer` is `null` where none came. Where the
 * status told of the failure, an answer that is about the call adds nothing to it. fal's FAQ, "Do you charge for failed
 * requests?": server errors (500 and up) never are; invalid input may be, where a machine had begun to work on it.
 */
export function readFailure(given: ProviderAnswer | null, told: Said | null): Observation {
  const answer = given && (told === null || hasStatusOfRun(given)) ? given : null;
  const own = answer && failureIn(answer);
  const said = together(told, own);
  const status = answer?.status ?? 0;
  if (status === 499 || said.code === "client_cancelled") return { state: "canceled" };
  const isServers = status >= 500 && own !== null;
  const silent = status >= 400 ? `fal could not make this (${status}).` : "fal could not make this.";
  const error = failureOf(said, { silent, charged: isServers ? false : null });
  if (error.code === "moderation") return { state: "failed", error };
  const mayRetry = answer?.headers.get("x-fal-retryable")?.toLowerCase() ?? null;
  if (mayRetry === "false") return { state: "failed", error: { ...error, retryable: false } };
  // A code of fal's servers is kept: such work is tried again without asking anybody.
  if (isServers && (error.code !== "rejected" || mayRetry === "true")) {
    const code = said.code !== null && /^[\w.-]{1,60}$/.test(said.code) ? said.code : "server_error";
    return { state: "failed", error: { ...error, code, retryable: true } };
  }
  if (mayRetry === "true") return { state: "failed", error: { ...error, retryable: true } };
  const isOfInput = own !== null && error.code === "failed" && [400, 413, 422].includes(status);
  return { state: "failed", error: isOfInput ? { ...error, code: "rejected", retryable: false } : error };
}

/** What was said in two places. Whichever speaks of rules is right: the other may only say that there is nothing. */
function together(told: Said | null, own: Said | null): Said {
  const all = [told, own].filter((said) => said !== null);
  const ofRules = all.find(({ code, words }) => isModeration(code) || speaksOfModeration(words));
  const ordered = ofRules ? [ofRules, ...all] : all;
  const spoken = ordered.map(({ words }) => words).filter((words) => words !== "");
  return {
    code: ordered.find(({ code }) => code !== null)?.code ?? null,
    words: spoken.find((words) => !bareStatus.test(words)) ?? spoken[0] ?? "",
  };
}

/** What fal's status says where it only repeats with what status the run has answered. */
const bareStatus = /^(invalid|unexpected|bad) (http )?status( code)?\W*\d*\W*$/i;
