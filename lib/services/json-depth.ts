import { InvalidInput } from "./errors";

/** Far more than any input of ours and any webhook has; whoever walks JSON by calling himself falls over at thousands. */
const mostLevels = 64;

/** Throws `InvalidInput` for JSON that is nested more deeply than we store, compare or walk it. */
export function requireShallow(value: unknown): void {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > mostLevels) throw new InvalidInput("invalid_json", "The body is nested too deeply.");
    level = level.flatMap((each) => (typeof each === "object" && each !== null ? Object.values(each) : []));
  }
}
