import { failureOf } from "../failure";
import type { ProviderAnswer } from "../answer";
import { parseJson, statusError } from "../http";
import { fieldsOf, idIn, numberOf, withoutEnvelope } from "../loose";
import { badResponse, isNoSuchCall, misconfigured, ProviderError } from "../provider-error";
import { namedFailureIn, refusalIn, saidIn, type Said } from "../provider-words";
import { stateOf, stateWordIn } from "../state-word";
import type { OpenAiPlace } from "./place";

/**
 * By these codes no waiting helps: somebody has to pay (OpenAI's guide to error codes, and what gateways say in their
 * place).
 */
const unpaid =
  /insufficient_?(user_?)?(quota|balance|credit|fund)|credit_balance|billing|(spend|usage)_limit_exceeded|arrear/i;

/** The same in words, where there is no code. */
const unpaidWords =
  /insufficient (account )?(balance|credit|fund|quota)|(balance|credits?) (is|are) (exhausted|too low)/i;

/** What some say with 400 where others say 404. */
const ofUnknown =
  /(task|video|response|batch|job|generation|\bid)[ _].*(not[ _]?(found|exist)|unknown)|(unknown|no such) (task|video|response|batch|job|generation|id)\b|no batch found/i;

/** Whether a refusal is over money. */
export function isUnpaid({ code, words }: Said): boolean {
  return unpaid.test(code ?? "") || unpaidWords.test(words);
}

const never = { retryable: false, mayHaveWorked: false };

/** A code for a model that is not there, or not for us; with 404, any that names one. */
const ofModel = /(unknown|invalid|unsupported|no)_model|model_?(not|un)/i;

/** What a call was, where that decides what its refusal means. */
export interface Asking {
  /** Whether it starts work. */
  isCreate?: boolean;
  /** The variable that names its model. */
  modelSetting?: string;
  /** What a refusal (4xx) of this call means by words of its own; `null` where it means what it does anywhere. */
  meaning?: (said: Said) => ProviderError | null;
}

/**
 * What an error status means at a place that speaks OpenAI's language: as anywhere, but for its money, and for a call
 * that starts work: there a 404 says nothing about any work, but that the address or the model is set wrong.
 */
export function openAiError(
  { label, addressName }: OpenAiPlace,
  answer: ProviderAnswer,
  { isCreate = false, modelSetting, meaning }: Asking,
): ProviderError {
  const { status } = answer;
  const { code, words } = refusalIn(parseJson(answer.text)) ?? { code: null, words: "" };
  if (isUnpaid({ code, words }) && status < 500) {
    return new ProviderError("payment_required", `The ${label} account has no balance left.`, never);
  }
  const own = status < 500 ? meaning?.({ code, words }) : null;
  if (own) return own;
  const isUnknown = status === 404 && /model/i.test(`${code} ${isCreate ? words : ""}`);
  const isOfModel = isUnknown || ([400, 403].includes(status) && ofModel.test(code ?? ""));
  if (isOfModel && isCreate) {
    const said = (words || `${code}`).replace(/\.$/, "");
    return misconfigured(`${label} refused: ${said}. ${modelSetting ?? "The model"} may be set wrong.`);
  }
  if (isUnknown) return new ProviderError("rejected", `${label} refused: ${words || code}`, never);
  if (!isCreate && status === 400 && ofUnknown.test(`${code} ${words}`)) {
    return new ProviderError("not_found", `${label} does not know this work.`, never);
  }
  const error = statusError(label, answer);
  if (!isCreate || !isNoSuchCall(error)) return error;
  return misconfigured(
    `${label} offers no such call at its address: ${addressName} may be set wrong.`,
    error,
  );
}

/**
 * The status that an answer stands for: its own, or that which a gateway puts into the body of one that is about no
 * work (`{"code":429,"message":"…"}` with 200).
 */
export function statusInside(answer: ProviderAnswer): number {
  // What is long is no error, and need not be read twice.
  if (answer.text.length > 20_000) return answer.status;
  const body = fieldsOf(parseJson(answer.text));
  const work = withoutEnvelope(body);
  // A failure without an id of any work, and with a status, is one of the call.
  if (idIn(work) !== null || (stateWordIn(work) !== null && stateOf(stateWordIn(work)) !== "failed"))
    return answer.status;
  const error = fieldsOf(body["error"]);
  const numbers = [error["code"], error["status"], body["code"], body["status"], body["status_code"]].map(
    numberOf,
  );
  return numbers.find((number) => number !== null && number >= 400 && number < 600) ?? answer.status;
}

/**
 * Why a create call that was answered well brought neither an id nor a file: a refusal in the body, or nothing that we can
 * read.
 */
export function noWorkError(label: string, body: unknown): ProviderError {
  const said = saidIn(body);
  const named = namedFailureIn(body);
  const isNamed = named !== null && !ofNothing.test(named.words);
  // A code that nobody knows may as well be one of success.
  const isKnown = said?.code != null && ofRefusal.test(said.code);
  const refused = isNamed ? named : isKnown ? said : null;
  if (!refused) return badResponse(label);
  const { code, message, retryable } = failureOf(refused, { silent: `${label} refused.`, charged: false });
  // It said no, not yes.
  if (retryable && code !== "failed") return badResponse(label, undefined, false);
  const facts = { ...never, mayHelp: retryable };
  return new ProviderError(code === "moderation" ? code : "rejected", `${label} refused: ${message}`, facts);
}

const ofNothing = /^\s*(none|null|ok|success|no error)?\s*$/i;
const ofRefusal =
  /^-?[45]\d\d$|^-\d+$|error|invalid|fail|denied|refus|reject|moderat|policy|forbidden|unauthori|quota|limit|insufficient|balance|exceed|not_/i;
