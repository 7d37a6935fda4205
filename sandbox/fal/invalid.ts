import type { z } from "zod";
import type { Refusal } from "../core/refusal";
import { modelFailure, refused, type Detail } from "./refusals";

/** All that is wrong with a request, as FastAPI lists it. */
export function invalid({ issues }: z.ZodError, body: unknown): Refusal {
  return refused(modelFailure(issues.flatMap((issue) => detailsOf(issue, body, []))));
}

type Issue = z.core.$ZodIssue;

function detailsOf(issue: Issue, body: unknown, within: readonly PropertyKey[]): Detail[] {
  const path = [...within, ...issue.path];
  const loc = ["body", ...path.map(String)];
  const { input } = issue;
  if (issue.code === "invalid_union") {
    // Of what it may be, the one that comes nearest: it is wrong deeper inside.
    const nearest = issue.errors.toSorted((a, b) => depthOf(b) - depthOf(a))[0] ?? [];
    return nearest.flatMap((each) => detailsOf(each, body, path));
  }
  if (input === undefined && issue.code !== "custom")
    return [{ loc, msg: "Field required", type: "missing", input: body }];
  return [{ loc, input, ...wordsFor(issue) }];
}

const depthOf = (issues: readonly Issue[]): number => Math.max(0, ...issues.map(({ path }) => path.length));

type Words = Pick<Detail, "msg" | "type" | "ctx">;

const TYPES: Readonly<Record<string, Words>> = {
  string: { msg: "Input should be a valid string", type: "string_type" },
  int: { msg: "Input should be a valid integer", type: "int_type" },
  number: { msg: "Input should be a valid number", type: "float_type" },
  object: { msg: "Input should be a valid dictionary", type: "dict_type" },
};

function wordsFor(issue: Issue): Words {
  if (issue.code === "invalid_value") {
    const expected = orList(
      issue.values.map((value) => (typeof value === "string" ? `'${value}'` : String(value))),
    );
    return { msg: `Input should be ${expected}`, type: "literal_error", ctx: { expected } };
  }
  if (issue.code === "too_small")
    return issue.origin === "string" ? tooShort(Number(issue.minimum)) : tooLittle(Number(issue.minimum));
  if (issue.code === "too_big")
    return issue.origin === "string" ? tooLong(Number(issue.maximum)) : tooMuch(Number(issue.maximum));
  const words = issue.code === "invalid_type" ? TYPES[issue.expected] : undefined;
  return words ?? { msg: `Value error, ${issue.message}`, type: "value_error" };
}

function tooLittle(least: number): Words {
  return {
    msg: `Input should be greater than or equal to ${least}`,
    type: "greater_than_equal",
    ctx: { ge: least },
  };
}

function tooMuch(most: number): Words {
  return { msg: `Input should be less than or equal to ${most}`, type: "less_than_equal", ctx: { le: most } };
}

const characters = (count: number): string => `${count} character${count === 1 ? "" : "s"}`;

function tooShort(least: number): Words {
  return {
    msg: `String should have at least ${characters(least)}`,
    type: "string_too_short",
    ctx: { min_length: least },
  };
}

function tooLong(most: number): Words {
  return {
    msg: `String should have at most ${characters(most)}`,
    type: "string_too_long",
    ctx: { max_length: most },
  };
}

/** "'4s', '6s' or '8s'" */
function orList(values: readonly string[]): string {
  return values.length < 2 ? values.join("") : `${values.slice(0, -1).join(", ")} or ${values.at(-1)}`;
}
