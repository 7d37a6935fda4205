import type { Answer } from "./route";

/** An answer that is thrown, so that a handler reads as the story of its success. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly body: Record<string, unknown>,
    readonly headers: Record<string, string> = {},
  ) {
    super(`${status} ${JSON.stringify(body)}`);
  }
}

/** Turns a thrown refusal into its answer. */
export function refusable(answer: Answer): Answer {
  return async (call) => {
    try {
      return await answer(call);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return Response.json(error.body, { status: error.status, headers: error.headers });
    }
  };
}
