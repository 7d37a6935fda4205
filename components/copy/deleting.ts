import { wordsOf } from "@/components/kinds/words";
import type { JobView } from "@/lib/jobs/job-view";

/** What deleting a job that is under way does to its work, and to what that costs. */
export function deleteSentence({ kind, provider, isStoppable, checks }: JobView): string {
  const name = provider ?? "The provider";
  const work = isStoppable
    ? `It is stopped: ${name} is asked to, and what was paid is paid.`
    : `It is given up. ${name} cannot stop work that has begun: what was paid is paid.`;
  const nothing = checks === 0 ? "It is given up before it was begun." : work;
  return `${nothing} ${wordsOf(kind).name} and all that belongs to it go for good in ten seconds, until when you can undo that.`;
}
