import { createHmac } from "node:crypto";
import { returnTries, takeTries, type RateLimit } from "@/lib/db/rate-limits";
import { env } from "@/lib/env";
import { errorFields, log } from "@/lib/log";
import { LimitReached } from "./errors";
import { ratesOf, type Tried, type Whose } from "./rates";

/** Who tries: `user` is an id or an email address, `address` a network; `null` is nobody we could tell from others. */
export type Trying = Record<Whose, string | null>;

/** Tries that were taken. */
export interface Taken {
  /** Gives them back: this one was none that counts. Never fails: time gives them back as well. */
  giveBack(): Promise<void>;
}

/**
 * Takes one try of each limit that holds for whoever tries. It is taken before, not counted after, so that a thousand at
 * once are not all let through. Throws `LimitReached`.
 */
export async function requireTry(tried: Tried, by: Trying): Promise<Taken> {
  const limits = limitsOf(tried, by);
  const waitMs = limits.length === 0 ? 0 : await takeTries(limits);
  if (waitMs > 0) {
    const seconds = Math.ceil(waitMs / 1_000);
    const wait = seconds === 1 ? "a second" : `${seconds} seconds`;
    throw new LimitReached("too_many_requests", `${tooMany[tried]} Try again in ${wait}.`, seconds);
  }
  return { giveBack: () => giveBack(limits) };
}

function limitsOf(tried: Tried, by: Trying): RateLimit[] {
  return Object.entries(ratesOf(tried)).flatMap(([whose, rate]) => {
    const name = by[whose as Whose];
    return rate && name !== null ? { ...rate, key: key(`${tried}|${whose}|${name}`) } : [];
  });
}

/** Nobody who reads the database learns an address or an email from it, nor can try which it might be. */
function key(name: string): string {
  return createHmac("sha256", env().WEBHOOK_SECRET).update(`rate|${name}`).digest("base64url");
}

const tooMany: Record<Tried, string> = {
  "sign-in": "Too many tries.",
  "sign-up": "Too many new accounts.",
  upload: "Too many uploads in a short time.",
  asset: "Too many images in a short time.",
  job: "Too many jobs in a short time.",
  endpoint: "Too many endpoints or messages to them in a short time.",
  telegram: "Too many codes in a short time.",
  departure: "Too many tries.",
};

async function giveBack(limits: readonly RateLimit[]): Promise<void> {
  try {
    if (limits.length > 0) await returnTries(limits);
  } catch (error) {
    log("warn", "tries were not given back", errorFields(error));
  }
}
