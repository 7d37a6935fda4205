import { z } from "zod";
import { moderationFaults, workFaults } from "./fault-names";
import type { World } from "./world";

/** How a piece of work will end; decided when it is created, and remembered with it. */
export const Fate = z.enum(["success", "failed", "moderation"]);
export type Fate = z.infer<typeof Fate>;

/** @param where names for `fault@place` */
export function rollFate({ faults }: World, where: readonly string[]): Fate {
  return faults.roll([...workFaults, ...moderationFaults], where) ?? "success";
}

/** What a prompt may say of the first work that is made of it, whatever else is asked for meanwhile. */
const marks = { "[[refused-once]]": "moderation", "[[failed-once]]": "failed" } as const;
const marked = new WeakMap<World, Set<string>>();

/** The same of a prompt that may say so itself: of `[[refused-once]]` and `[[failed-once]]` the first work ends so. */
export function fateOf(world: World, prompt: string, where: readonly string[]): Fate {
  const seen = marked.get(world) ?? new Set();
  marked.set(world, seen);
  const mark = Object.entries(marks).find(([words]) => prompt.includes(words));
  if (!mark || seen.has(prompt)) return rollFate(world, where);
  seen.add(prompt);
  return mark[1];
}

/**
 * A prompt that every provider's moderation refuses. A story with `[[forbidden picture]]` or `[[forbidden voice]]` gets its
 * script; what is asked for that scene then is refused.
 */
export function isForbidden(text: string, what?: "picture" | "voice"): boolean {
  return text.includes("[[forbidden]]") || (what !== undefined && text.includes(`[[forbidden ${what}]]`));
}
