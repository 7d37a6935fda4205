import { z } from "zod";
import { plainFetch } from "@/lib/plain-fetch";
import { addressOf, wholeAnswer } from "./impatient-fetch";

/** Statuses with which auth itself says no. */
const noes: ReadonlySet<number> = new Set([400, 401, 403, 404, 422]);

/** How auth words a no, today and in versions that still run; gateways know none of these. */
const No = z.union([
  z.object({ error_code: z.string() }),
  z.object({ code: z.number(), msg: z.string() }),
  z.object({ error: z.string(), error_description: z.string() }),
]);
const NewNo = z.object({ code: z.string(), message: z.string() });

/**
 * `fetch` for auth-js, until `signal` is aborted. Throws whatever is not auth's own word: a gateway's page, a 5xx, too many
 * requests. Left to itself, auth-js takes some of these for the end of a session, and throws away what it keeps of it.
 */
export function authFetch(signal: AbortSignal): typeof fetch {
  return async (input, init) => {
    signal.throwIfAborted();
    const answer = await wholeAnswer(await plainFetch(input, { ...init, signal }));
    if (isGood(answer) || (await isOwnNo(answer)) || isTooMuch(answer, addressOf(input))) return answer;
    throw new Error(`auth answered ${answer.status}`);
  };
}

function isGood({ ok, headers }: Response): boolean {
  return ok && !headers.get("content-type")?.includes("html");
}

async function isOwnNo(answer: Response): Promise<boolean> {
  if (!noes.has(answer.status)) return false;
  const body: unknown = await answer
    .clone()
    .json()
    .catch(() => null);
  const isNew = answer.headers.has("x-supabase-api-version") && NewNo.safeParse(body).success;
  return isNew || No.safeParse(body).success;
}

/** Whoever signs in or up may be told that they try too often; a session that goes on has nothing to do with that. */
function isTooMuch(answer: Response, url: string): boolean {
  return answer.status === 429 && /\/signup\b|grant_type=password/.test(url);
}
