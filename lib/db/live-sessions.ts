import { z } from "zod";
import { callPromptly } from "./call-function";

/** Those of these sessions that go on. Throws `DatabaseError`. */
export function liveSessions(ids: readonly string[]): Promise<string[]> {
  return callPromptly("live_sessions", { p_ids: ids }, z.array(z.string()));
}
