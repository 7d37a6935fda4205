import { Refusal, refusable } from "../core/refusal";
import type { Answer } from "../core/route";

/** Asks for a key before anything else: 401 without `Authorization: Bearer …`; any key will do. */
export function guarded(answer: Answer): Answer {
  return refusable((call) => {
    if (/^Bearer \S+$/.test(call.request.headers.get("authorization") ?? "")) return answer(call);
    throw new Refusal(401, { error: "You need to sign in or sign up before continuing." });
  });
}
