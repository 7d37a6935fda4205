import type { HealthNote } from "@/lib/db/commit-checks";
import type { Outcome, Trouble } from "@/lib/jobs/outcome";
import type { LearnedWork } from "./batch";

/** Whether a provider was really asked. */
export function wasAsked(outcome: Outcome): boolean {
  return outcome.type !== "skipped" && outcome.type !== "unasked";
}

/** A provider that answered anything at all is well; one that only failed is not. Our own faults say nothing of it. */
export function healthOf(
  works: readonly LearnedWork[],
  outcomes: ReadonlyMap<string, Outcome>,
): HealthNote[] {
  const notes = new Map<string, { ok: boolean; trouble: Trouble | null }>();
  for (const { id, provider } of works.flatMap(({ job }) => job.operations)) {
    const outcome = outcomes.get(id);
    if (!outcome || provider === null || !wasAsked(outcome)) continue;
    const note = notes.get(provider) ?? { ok: false, trouble: null };
    if ("trouble" in outcome && outcome.trouble.code === "internal") continue;
    if ("trouble" in outcome) note.trouble = outcome.trouble;
    else note.ok = true;
    notes.set(provider, note);
  }
  return [...notes].map(([provider, { ok, trouble }]) => ({
    provider,
    ok,
    error: trouble && { code: trouble.code, message: trouble.message },
  }));
}
