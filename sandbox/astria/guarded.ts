import type { Answer } from "../core/route";
import { Refusal } from "./refusal";

/** Turns a thrown refusal into its answer. */
export function refusable(answer: Answer): Answer {
  return async (call) => {
    try {
      return await answer(call);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return Response.json(error.body, { status: error.status });
    }
  };
}

/** Asks for a key before anything else: 401 without `Authorization: Bearer …`; any key will do. */
export function guarded(answer: Answer): Answer {
  return refusable((call) => {
    if (/^Bearer \S+$/.test(call.request.headers.get("authorization") ?? "")) return answer(call);
    throw new Refusal(401, { error: "You need to sign in or sign up before continuing." });
  });
}
