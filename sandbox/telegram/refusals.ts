import type { ErrorBody } from "../core/misbehave";
import { Refusal } from "../core/refusal";
import type { World } from "../core/world";

/** An error as the Bot API words it. */
export function refusal(status: number, description: string): Refusal {
  return new Refusal(status, { ok: false, error_code: status, description });
}

/** "Bad Request: …" */
export function badRequest(why: string): Refusal {
  return refusal(400, `Bad Request: ${why}`);
}

/** What a fault answers in Telegram's name; it says how long to wait in the body. */
export function faultBody({ faults }: World): ErrorBody {
  return (status, message) => {
    const failed = { ok: false, error_code: status };
    if (status !== 429) return { ...failed, description: message };
    const { retryAfterSeconds: seconds } = faults;
    const description = `Too Many Requests: retry after ${seconds}`;
    return { ...failed, description, parameters: { retry_after: seconds } };
  };
}
