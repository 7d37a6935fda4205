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

/**
 * A prompt that every provider's moderation refuses. A story with `[[forbidden picture]]` or `[[forbidden voice]]` gets its
 * script; what is asked for that scene then is refused.
 */
export function isForbidden(text: string, what?: "picture" | "voice"): boolean {
  return text.includes("[[forbidden]]") || (what !== undefined && text.includes(`[[forbidden ${what}]]`));
}
