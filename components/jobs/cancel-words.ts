import type { JobView } from "@/lib/jobs/job-view";

type Facts = Pick<JobView, "status" | "attempt" | "queue" | "provider" | "isStoppable">;

/** What canceling does to the work, and what it may still cost. */
export function cancelSentence({ status, attempt, queue, provider, isStoppable }: Facts): string {
  const name = provider ?? "the provider";
  const Name = provider ?? "The provider";
  if (status === "pending" && queue && attempt === 1) {
    return `It has not begun at ${name} yet. You can start it again later.`;
  }
  // Not in line, its start may be on the way this very moment.
  if (status === "pending") {
    return isStoppable
      ? `It may just be starting at ${name}. Then ${name} is asked to stop as soon as it has begun; what it has done by then may be charged. You can start it again later.`
      : `It may just be starting at ${name}, which cannot stop work that has begun: it may be charged. A later retry picks up its result.`;
  }
  return isStoppable
    ? `${Name} will be asked to stop. What it has done by then may still be charged. You can start it again later.`
    : `${Name} cannot stop work that has begun; it may still be charged. A later retry picks up its result.`;
}
