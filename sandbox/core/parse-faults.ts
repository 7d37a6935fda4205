import { faultNames, type FaultName } from "./fault-names";

/** One fault of the string: `name[@where][*count][:probability]`. */
export interface FaultRule {
  name: FaultName;
  /** Only at this provider, route or callback; `null` is everywhere. */
  where: string | null;
  probability: number;
  /** At most so many times. */
  limit: number;
}

export interface FaultPlan {
  rules: FaultRule[];
  seed?: number;
  retryAfterSeconds?: number;
  slowMs?: number;
}

/** A faults string that means nothing; the message says which part and what would be known. */
export class FaultSyntaxError extends Error {
  readonly code = "fault_syntax";
}

/**
 * Reads `lost-webhook:0.5,429:0.1,500@create-tune*3,seed=7,retry-after=20,slow-ms=500`. Empty means no faults.
 * @param places provider, route and callback names that may follow `@`
 * @throws FaultSyntaxError for an unknown name or place, or a number out of range
 */
export function parseFaults(text: string, places: ReadonlySet<string>): FaultPlan {
  const plan: FaultPlan = { rules: [] };
  for (const part of text.split(",").map((p) => p.trim())) {
    if (part === "") continue;
    if (part.includes("=")) applySetting(plan, part);
    else plan.rules.push(parseRule(part, places));
  }
  return plan;
}

function applySetting(plan: FaultPlan, part: string): void {
  const [key = "", value = ""] = part.split("=", 2);
  const number = Number(value);
  if (value === "" || !Number.isInteger(number) || number < 0) {
    throw new FaultSyntaxError(`"${part}" needs a whole number that is not negative.`);
  }
  if (key === "seed") plan.seed = number;
  else if (key === "retry-after") plan.retryAfterSeconds = number;
  else if (key === "slow-ms") plan.slowMs = number;
  else throw new FaultSyntaxError(`Unknown setting "${key}". Known: seed, retry-after, slow-ms.`);
}

function parseRule(part: string, places: ReadonlySet<string>): FaultRule {
  const [, name = "", where, tail = ""] = /^([^@*:]+)(?:@([^@*:]+))?((?:[*:][^*:]*)*)$/.exec(part) ?? [];
  if (!isFaultName(name)) {
    throw new FaultSyntaxError(`Unknown fault "${name || part}". Known: ${faultNames.join(", ")}.`);
  }
  if (where !== undefined && !places.has(where)) {
    throw new FaultSyntaxError(`Unknown place "${where}" in "${part}". Known: ${[...places].join(", ")}.`);
  }
  const rule: FaultRule = { name, where: where ?? null, probability: 1, limit: Infinity };
  for (const [, sign, digits = ""] of tail.matchAll(/([*:])([^*:]*)/g)) {
    const value = Number(digits);
    const ok =
      digits !== "" && (sign === "*" ? Number.isInteger(value) && value >= 0 : value >= 0 && value <= 1);
    if (!ok)
      throw new FaultSyntaxError(`"${part}": after * comes a count, after : a probability from 0 to 1.`);
    if (sign === "*") rule.limit = value;
    else rule.probability = value;
  }
  return rule;
}

function isFaultName(name: string): name is FaultName {
  return (faultNames as readonly string[]).includes(name);
}
