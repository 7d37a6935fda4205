import { count } from "@/components/ui/figures";
import type { Attempt } from "@/lib/jobs/attempts";
import type { JobEventView, JobView } from "@/lib/jobs/job-view";
import { eventSentence, sourceWords } from "./events";

/** A row of the ledger as it is read. */
interface LedgerLine {
  event: JobEventView;
  sentence: string;
  who: string;
}

/** The rows of one attempt, newest first. */
interface LedgerGroup {
  attempt: Attempt;
  lines: LedgerLine[];
}

/**
 * The ledger of a job as it is read, newest first, by attempts: of those rows that have every word that was typed, in what is
 * read of them or in the names that programs have for it. Attempts without such a row are left out.
 */
export function ledgerGroups(
  job: Pick<JobView, "kind" | "provider">,
  attempts: readonly Attempt[],
  typed: string,
): LedgerGroup[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const has = ({ event, sentence, who }: LedgerLine) => {
    const text = [sentence, who, event.type, event.source, event.stage].join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  };
  const groups = attempts.map((attempt) => ({
    attempt,
    lines: attempt.events.map((event) => lineOf(event, job)).filter(has),
  }));
  return groups
    .filter(({ lines }) => lines.length > 0)
    .map(({ attempt, lines }) => ({ attempt, lines: lines.toReversed() }))
    .toReversed();
}

function lineOf(event: JobEventView, { kind, provider }: Pick<JobView, "kind" | "provider">): LedgerLine {
  return { event, sentence: eventSentence(event, kind), who: sourceWords(event.source, provider) };
}

/** How many lines are read, of how many there are: "12 lines", "3 of 12 lines". */
export function linesSentence(groups: readonly LedgerGroup[], of: number): string {
  const read = groups.reduce((sum, { lines }) => sum + lines.length, 0);
  return read === of ? count(of, "line") : `${read === 0 ? "None" : read} of ${count(of, "line")}`;
}

/** A ledger as the API answers it, to be kept or sent on. */
export function ledgerJson(events: readonly JobEventView[]): string {
  return JSON.stringify({ items: events }, null, 2);
}
