import type { FaultName } from "./fault-names";
import { parseFaults, type FaultRule } from "./parse-faults";
import { chance } from "./random";

/** A rule at work: how often it was asked, and how often it struck. */
interface LiveRule extends FaultRule {
  asked: number;
  struck: number;
}

/** The faults in force. Whether one strikes depends on the seed and on how often it was asked, on nothing else. */
export class Faults {
  private rules: LiveRule[] = [];
  private current = "";
  private seed: number;
  retryAfterSeconds = 2;
  slowMs: number;

  constructor(
    private readonly defaults: { seed: number; slowMs: number },
    private readonly places: ReadonlySet<string>,
    text = "",
  ) {
    this.seed = defaults.seed;
    this.slowMs = defaults.slowMs;
    this.set(text);
  }

  get text(): string {
    return this.current;
  }

  /** Replaces all faults and starts their counters anew. @throws FaultSyntaxError, and then nothing is changed */
  set(text: string): void {
    const plan = parseFaults(text, this.places);
    this.current = text;
    this.seed = plan.seed ?? this.defaults.seed;
    this.slowMs = plan.slowMs ?? this.defaults.slowMs;
    this.retryAfterSeconds = plan.retryAfterSeconds ?? 2;
    this.rules = plan.rules.map((rule) => ({ ...rule, asked: 0, struck: 0 }));
  }

  /** The first of these faults that strikes here and now, in the order of the faults string. */
  roll<Name extends FaultName>(names: readonly Name[], where: readonly string[]): Name | null {
    for (const rule of this.rules) {
      const name = names.find((n) => n === rule.name);
      if (name === undefined || (rule.where !== null && !where.includes(rule.where))) continue;
      if (this.strikes(rule)) return name;
    }
    return null;
  }

  private strikes(rule: LiveRule): boolean {
    if (rule.struck >= rule.limit) return false;
    rule.asked += 1;
    const hit = chance(this.seed, rule.name, rule.where ?? "", rule.asked) < rule.probability;
    if (hit) rule.struck += 1;
    return hit;
  }
}
