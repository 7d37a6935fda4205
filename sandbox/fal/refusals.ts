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

/** A failure of the model: a list of what is wrong, by place. Trying the same again is no use. */
export function modelFailure(loc: readonly string[], msg: string, type: string, input: unknown): Failure {
  const url = `https://docs.fal.ai/errors#${type}`;
  return {
    status: 422,
    body: { detail: [{ loc, msg, type, url, input }] },
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

/** What a fault answers in fal's name. */
export const faultBody: ErrorBody = (status, detail) => ({
  detail,
  ...(status === 500 ? { error_type: "internal_error" } : {}),
});
