import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";

/** What deleting a job that is under way does to its work, and to what that costs. */
export function deleteSentence({ status, attempt, queue, provider, isStoppable }: JobView): string {
  const name = provider ?? "The provider";
  const undo =
    "You can undo this for ten seconds; then it goes for good, with its files, and its cost leaves the sums of your months.";
  if (isTerminal(status)) return `It is over by now. ${undo}`;
  if (status === "pending" && queue && attempt === 1) return `It has not begun yet. ${undo}`;
  return isStoppable
    ? `The work is stopped: ${name} is asked to, and what was paid is paid. ${undo}`
    : `The work is given up: ${name} cannot stop what has begun, and what was paid is paid. ${undo}`;
}
