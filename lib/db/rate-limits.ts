import { z } from "zod";
import { callPromptly } from "./call-function";

/** A limit on tries: so many at once, and then one more every so often. */
export interface RateLimit {
  /** Whose; says nothing of a person that could be read (see lib/services/take-tries.ts). */
  key: string;
  burst: number;
  everyMs: number;
}

/** Takes one try of each limit, or none of any: the milliseconds to wait, 0 where they were taken. By the database's clock. */
export function takeTries(limits: readonly RateLimit[]): Promise<number> {
  return callPromptly("take_tries", { p_limits: rows(limits) }, z.number());
}

/** Gives back what `takeTries` took. */
export async function returnTries(limits: readonly RateLimit[]): Promise<void> {
  await callPromptly("return_tries", { p_limits: rows(limits) }, z.unknown());
}

const rows = (limits: readonly RateLimit[]) =>
  limits.map(({ key, burst, everyMs }) => ({ key, burst, every_ms: everyMs }));
