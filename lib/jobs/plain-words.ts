import type { z } from "zod";

/** Zod's names for what was expected, as a person would ask for it. */
const wanted: Readonly<Record<string, string>> = {
  string: "Give text.",
  number: "Give a number.",
  int: "Give a whole number.",
  boolean: "Give true or false.",
  array: "Give a list.",
  object: "Give an object.",
};

/**
 * What is wrong with a value, where its schema has no words of its own for it: for `safeParse(value, { error: … })`. A
 * sentence that fits behind the name of the field.
 */
export function inPlainWords(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case "invalid_type":
      if (issue.input === undefined) return "This is needed.";
      return wanted[issue.expected] ?? "This is not valid.";
    case "invalid_value":
      return `Give ${issue.values.length === 1 ? "" : "one of "}${issue.values.map(String).join(", ")}.`;
    case "too_small":
      return `Give ${sized(issue.origin, `at least ${issue.minimum}`)}.`;
    case "too_big":
      return `Give ${sized(issue.origin, `at most ${issue.maximum}`)}.`;
    case "unrecognized_keys":
      return `There is no ${issue.keys.map((key) => `“${key}”`).join(", ")} here.`;
    case "invalid_format":
    case "invalid_union":
    case "invalid_element":
    case "invalid_key":
    case "not_multiple_of":
    case "custom":
      return "This is not valid.";
  }
}

/** "text of at most 200 characters" */
function sized(origin: string, limit: string): string {
  if (origin === "string") return `text of ${limit} characters`;
  return `${origin === "array" ? "a list" : "a number"} of ${limit}`;
}
