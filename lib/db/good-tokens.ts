import { createHash } from "node:crypto";
import type { User } from "./user-client";

/** For how long auth's word for a token counts, in milliseconds: a session that ends elsewhere counts within it. */
const goodMs = 60_000;
/** The oldest are asked about anew. */
const mostKept = 10_000;

/** Whom a token is of, as auth or its signature has said. */
export interface TokenOwner {
  id: string;
  email: string;
  sessionId: string | null;
  /** In milliseconds since 1970. */
  expiresAt: number;
}

interface Kept {
  owner: TokenOwner;
  /** By `performance.now()`. */
  until: number;
}

interface Tokens {
  good: Map<string, Kept>;
  asking: Map<string, Promise<TokenOwner | null>>;
  /** How many sessions have ended here. */
  endings: number;
}

/** On the global object, since Next bundles routes, pages and proxy.ts apart: who signs out on a page leaves every route. */
const key = Symbol.for("darkroom.good-tokens");
const shared = globalThis as { [key]?: Tokens };

function tokens(): Tokens {
  return (shared[key] ??= { good: new Map(), asking: new Map(), endings: 0 });
}

/**
 * The user of an access token, who is verified once a minute at most and never taken for good beyond the token's own end;
 * those who bring the same token at once wait for one answer. A token is kept by its hash alone, and only a good one. Fails
 * as `verify` does.
 */
export async function ownerOf(
  accessToken: string,
  verify: () => Promise<TokenOwner | null>,
): Promise<User | null> {
  const { good, asking } = tokens();
  const hash = createHash("sha256").update(accessToken).digest("base64url");
  const kept = good.get(hash);
  if (kept && performance.now() < kept.until && Date.now() < kept.owner.expiresAt)
    return userOf(kept.owner, accessToken);
  const present = asking.get(hash);
  const answer =
    present ?? ask(hash, verify).finally(() => asking.get(hash) === answer && asking.delete(hash));
  if (!present) asking.set(hash, answer);
  const owner = await answer;
  return owner && userOf(owner, accessToken);
}

/** A session that has ended: none of its tokens is good any more, and what is just being asked about one is not kept. */
export function forgetSession(sessionId: string | null): void {
  const all = tokens();
  all.endings += 1;
  all.asking.clear();
  for (const [hash, { owner }] of all.good) if (owner.sessionId === sessionId) all.good.delete(hash);
}

/** All sessions of this user have ended. */
export function forgetUser(userId: string): void {
  const all = tokens();
  all.endings += 1;
  all.asking.clear();
  for (const [hash, { owner }] of all.good) if (owner.id === userId) all.good.delete(hash);
}

async function ask(hash: string, verify: () => Promise<TokenOwner | null>): Promise<TokenOwner | null> {
  const all = tokens();
  const { good, endings } = all;
  good.delete(hash);
  // What ends while auth is being asked has ended by then.
  const until = performance.now() + goodMs;
  const owner = await verify();
  if (!owner || all.endings !== endings) return owner;
  for (const oldest of good.keys()) {
    if (good.size < mostKept) break;
    good.delete(oldest);
  }
  good.set(hash, { owner, until });
  return owner;
}

function userOf({ id, email }: TokenOwner, accessToken: string): User {
  return { id, email, accessToken };
}
