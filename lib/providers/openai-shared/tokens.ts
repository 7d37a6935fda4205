import { fieldsOf, numberOf } from "../loose";

/** A `usage` in tokens: the total, or the sum of what went in and came out; `null` where nobody counted. */
export function tokensIn(body: unknown): number | null {
  const usage = fieldsOf(body);
  const count = (name: string) => {
    const number = numberOf(usage[name]);
    return number !== null && number >= 0 && number < 2 ** 31 ? Math.round(number) : null;
  };
  const parts = [
    count("input_tokens") ?? count("prompt_tokens"),
    count("output_tokens") ?? count("completion_tokens"),
  ].filter((part) => part !== null);
  const sum = parts.length === 0 ? null : parts.reduce((total, part) => total + part, 0);
  return count("total_tokens") ?? sum;
}
