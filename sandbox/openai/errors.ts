import type { z } from "zod";
import type { ErrorBody } from "../core/misbehave";
import { Refusal } from "../core/refusal";

interface Details {
  type?: string;
  param?: string | null;
  code?: string | null;
}

/** An error as OpenAI words it: `{"error":{message,type,param,code}}`. */
export function refusal(status: number, message: string, details: Details = {}): Refusal {
  const { type = "invalid_request_error", param = null, code = null } = details;
  return new Refusal(status, { error: { message, type, param, code } });
}

/** 404 of something that this account does not have. */
export function notFound(what: string, id: string): Refusal {
  return refusal(404, `${what} with id '${id}' not found.`, { param: "id", code: "not_found" });
}

/** 400 for the first field that is wrong. */
export function invalid({ issues }: z.ZodError): Refusal {
  const [issue] = issues;
  const param = issue?.path.join(".") || null;
  const missing = issue?.code === "invalid_type" && issue.input === undefined;
  return missing
    ? refusal(400, `Missing required parameter: '${param}'.`, { param, code: "missing_required_parameter" })
    : refusal(400, `Invalid value for '${param}': ${issue?.message}.`, { param, code: "invalid_value" });
}

/** How work that is done within its call fails: there is nothing that could be asked for later. */
export function failedAtOnce(fate: "failed" | "moderation"): Refusal {
  return fate === "moderation"
    ? refusal(400, "Your request was rejected by the safety system <b>(safety_violations=[violence])</b>.", {
        type: "image_generation_user_error",
        code: "moderation_blocked",
      })
    : refusal(500, "The server had an error while processing your request. Sorry about that!", {
        type: "server_error",
      });
}

export const wrongKey = {
  error: {
    message:
      "Incorrect API key provided. You can find your API key at https://platform.openai.com/account/api-keys.",
    type: "invalid_request_error",
    param: null,
    code: "invalid_api_key",
  },
};

/** What a fault answers in OpenAI's name. */
export const faultBody: ErrorBody = (status, message) => {
  if (status === 401) return wrongKey;
  if (status === 429)
    return { error: { message, type: "requests", param: null, code: "rate_limit_exceeded" } };
  if (status === 404)
    return { error: { message, type: "invalid_request_error", param: null, code: "not_found" } };
  return { error: { message, type: "server_error", param: null, code: null } };
};
