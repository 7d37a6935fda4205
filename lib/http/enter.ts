import { isIP } from "node:net";
import { headers } from "next/headers";
import { signIn, signUp, type AuthAnswer, type Credentials } from "@/lib/db/sign-in";
import { errorFields, log } from "@/lib/log";
import { LimitReached } from "@/lib/services/errors";
import type { Tried } from "@/lib/services/rates";
import { requireTry, type Taken } from "@/lib/services/take-tries";
import { clientAddress, networkOf } from "./client-address";
import { pageCookies } from "./page-session";

/** What came of trying to come in. */
export type Entry =
  | { outcome: "in" }
  /** Somebody has to follow the link in their inbox first. */
  | { outcome: "unconfirmed" }
  | { outcome: "refused" }
  | { outcome: "too-many"; retryAfterSeconds: number }
  /** Nobody could say: the database or auth is away. */
  | { outcome: "away" };

/** Signs in, in a server action. What counts against the limits is a wrong password alone. */
export function signInWith(credentials: Credentials): Promise<Entry> {
  return enter("sign-in", credentials.email, async (address, taken) => {
    const entry = entryOf(await signIn(await pageCookies(), address, credentials));
    if (entry.outcome !== "refused") await taken.giveBack();
    return entry;
  });
}

/** Makes an account, in a server action, and is signed in with it unless its address is to be confirmed first. */
export function signUpWith(credentials: Credentials): Promise<Entry> {
  return enter("sign-up", credentials.email, async (address) =>
    entryOf(await signUp(await pageCookies(), address, credentials)),
  );
}

async function enter(
  tried: Tried,
  email: string,
  ask: (address: string | null, taken: Taken) => Promise<Entry>,
): Promise<Entry> {
  const address = clientAddress(await headers());
  try {
    const taken = await requireTry(tried, { user: email.toLowerCase(), address: networkOf(address) });
    return await ask(isIP(address) ? address : null, taken);
  } catch (error) {
    if (error instanceof LimitReached)
      return { outcome: "too-many", retryAfterSeconds: error.retryAfterSeconds };
    log("error", `a ${tried} failed`, errorFields(error));
    return { outcome: "away" };
  }
}

/** Auth's own limits say no time; a minute is what gives back some of its tries. */
const authPauseSeconds = 60;

function entryOf(answer: AuthAnswer): Entry {
  if (answer.outcome === "limited") return { outcome: "too-many", retryAfterSeconds: authPauseSeconds };
  if (answer.outcome !== "away") return answer;
  log("error", "auth is away", errorFields(answer.error));
  return { outcome: "away" };
}
