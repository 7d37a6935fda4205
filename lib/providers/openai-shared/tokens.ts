import type { WorkOutput } from "@/lib/jobs/job";
import { fieldsOf, numberOf } from "../loose";

/** Tokens that were counted: all of them, and where they are told apart, which went in and which came out. */
export interface Tokens {
  total: number;
  split: { input: number; output: number } | null;
}

/** A `usage` in tokens: the total, or the sum of what went in and came out; `null` where nobody counted. */
export function tokensIn(body: unknown): Tokens | null {
  const usage = fieldsOf(body);
  const count = (name: string) => {
    const number = numberOf(usage[name]);
    return number !== null && number >= 0 && number < 2 ** 31 ? Math.round(number) : null;
  };
  const input = count("input_tokens") ?? count("prompt_tokens");
  const output = count("output_tokens") ?? count("completion_tokens");
  const total =
    count("total_tokens") ?? (input === null && output === null ? null : (input ?? 0) + (output ?? 0));
  if (total === null) return null;
  return { total, split: input === null || output === null ? null : { input, output } };
}

/** The same, as the output of finished work has it. */
export function tokensOutput(tokens: Tokens | null): Pick<WorkOutput, "tokensUsed" | "tokens"> {
  if (tokens === null) return {};
  const { total, split } = tokens;
  return { tokensUsed: total, ...(split && { tokens: split }) };
}
