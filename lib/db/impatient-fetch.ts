import { inTime } from "@/lib/in-time";
import { plainFetch } from "@/lib/plain-fetch";

/** The longest a call to the database or to storage may take in the background; a claim outlives it (see lib/services/batch.ts). */
export const backgroundMs = 20_000;

/** The same while a person waits for it. */
export const awaitedMs = 7_000;

/** `fetch` that gives up after so many milliseconds, with all of an answer read by then, unless it is a stored file. */
export function impatientFetch(ms: number): typeof fetch {
  return (input, init) =>
    inTime(ms, async (late) => {
      const signal = init?.signal ? AbortSignal.any([init.signal, late]) : late;
      const answer = await plainFetch(input, { ...init, signal });
      return addressOf(input).includes("/storage/v1/") ? answer : wholeAnswer(answer);
    });
}

/** Where a call goes. */
export function addressOf(input: Parameters<typeof fetch>[0]): string {
  return input instanceof Request ? input.url : String(input);
}

/** An answer with its whole body at hand: nothing of it can hang any more. */
export async function wholeAnswer(answer: Response): Promise<Response> {
  const { status, statusText, headers } = answer;
  const body = await answer.arrayBuffer();
  return new Response(body.byteLength === 0 ? null : body, { status, statusText, headers });
}
