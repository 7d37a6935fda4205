import type { ErrorBody } from "../core/misbehave";
import { Refusal } from "../core/refusal";

/** What a run or a request ends with; see fal's "Model Errors" and "Request Error Types". */
export interface Failure {
  status: number;
  body: Record<string, unknown>;
  headers: Record<string, string>;
  /** Where the platform failed, and not the model. */
  errorType: string | null;
}

/** A failure of the platform: a sentence, and `error_type` in body and header. */
export function platformFailure(status: number, detail: string, errorType: string): Failure {
  return {
    status,
    body: { detail, error_type: errorType },
    headers: { "x-fal-error-type": errorType, "x-fal-retryable": status >= 500 ? "true" : "false" },
    errorType,
  };
}

/** One thing that is wrong with a request. */
export interface Detail {
  loc: readonly string[];
  msg: string;
  type: string;
  input: unknown;
  ctx?: Record<string, unknown> | undefined;
}

/** A failure of the model: a list of what is wrong, by place. Trying the same again is no use. */
export function modelFailure(details: readonly Detail[]): Failure {
  return {
    status: 422,
    body: { detail: details.map((each) => ({ ...each, url: `https://docs.fal.ai/errors#${each.type}` })) },
    headers: { "x-fal-retryable": "false" },
    errorType: null,
  };
}

/** The failure as an answer to throw. */
export function refused({ status, body, headers }: Failure): Refusal {
  return new Refusal(status, body, headers);
}

export function notFound(): Refusal {
  return new Refusal(404, { detail: "Request not found" });
}

export const wrongKey = { detail: "No user found for Key ID and Secret" };

/** What a fault answers in fal's name. */
export const faultBody: ErrorBody = (status, detail) => {
  if (status === 401) return wrongKey;
  return { detail, ...(status === 500 ? { error_type: "internal_error" } : {}) };
};
