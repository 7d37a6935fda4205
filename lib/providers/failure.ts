import type { JobError } from "@/lib/jobs/job-error";
import { isAgainstRules, type Said } from "./provider-words";

/** Codes, or statuses in the place of codes, by which a provider says that the trouble was its own, and may pass. */
const passing =
  /server|internal|timeout|timed_?out|rate_?limit|overload|unavailable|capacity|busy|^(408|425|429|5\d\d)$/i;

/** Codes, or statuses in the place of codes, by which it says that our input will never do. */
const ofInput =
  /invalid|unsupported|not_supported|bad_?request|validation|too_(long|short|large|small)|^4(00|13|15|22)$/i;

/**
 * How work that its provider let fail is shown and treated: against its rules and wrong input stay so; trouble of its
 * own may pass, and is tried again without asking anybody. What it does not explain, a person may try again, and nobody
 * else: each try may be paid for. `charged` is what the provider is known to take for work that failed.
 */
export function failureOf(
  said: Said | null,
  { silent, charged }: { silent: string; charged: boolean | null },
): JobError {
  const { code, words } = said ?? { code: null, words: "" };
  const message = words || (code === null ? silent : `${silent} It gives the code ${code.slice(0, 80)}.`);
  if (said && isAgainstRules(said)) {
    return { code: "moderation", message, retryable: false, charged };
  }
  if (code !== null && ofInput.test(code)) return { code: "rejected", message, retryable: false, charged };
  if (code !== null && passing.test(code)) return { code: tidy(code), message, retryable: true, charged };
  return { code: "failed", message, retryable: true, charged };
}

/** "Internal Server Error" as a code. */
function tidy(code: string): string {
  return code
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/g, "_")
    .slice(0, 60);
}
