import type { HealthNote } from "@/lib/db/commit-checks";
import type { Outcome, Trouble } from "@/lib/jobs/outcome";
import type { LearnedWork } from "./batch";

const unaskedTypes: ReadonlySet<Outcome["type"]> = new Set([
  "skipped",
  "unasked",
  "unstartable",
  "unprovable",
]);

/** Whether a provider was really asked: not where time ran out, where it has nothing to ask, or where we failed first. */
export function wasAsked(outcome: Outcome): boolean {
  if ("trouble" in outcome && outcome.trouble.code === "internal") return false;
  return !unaskedTypes.has(outcome.type);
}

/** Trouble that everybody has who asks the same provider. Any other is about one piece of work, or about us. */
const everybodys: ReadonlySet<string> = new Set([
  "unreachable",
  "timeout",
  "unavailable",
  "rate_limited",
  "not_authorized",
]);

/** A provider that answered anything at all is well; one that only had trouble which is everybody's is not. */
export function healthOf(works: readonly LearnedWork[]): HealthNote[] {
  const notes = new Map<string, { ok: boolean; trouble: Trouble | null }>();
  const operations = works.flatMap(({ job, outcomes }) =>
    job.operations.map(({ id, provider }) => ({ provider, outcome: outcomes.get(id) })),
  );
  for (const { provider, outcome } of operations) {
    if (!outcome || provider === null || !wasAsked(outcome)) continue;
    const note = notes.get(provider) ?? { ok: false, trouble: null };
    if (!("trouble" in outcome)) note.ok = true;
    else if (everybodys.has(outcome.trouble.code)) note.trouble = outcome.trouble;
    notes.set(provider, note);
  }
  const telling = [...notes].filter(([, { ok, trouble }]) => ok || trouble);
  return telling.map(([provider, { ok, trouble }]) => ({
    provider,
    ok,
    error: trouble && { code: trouble.code, message: trouble.message },
  }));
}
