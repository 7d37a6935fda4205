import type { JobView } from "@/lib/jobs/job-view";

type Facts = Pick<JobView, "status" | "attempt" | "provider" | "isStoppable">;

/** What canceling does to the work, and what it may still cost. */
export function cancelSentence({ status, attempt, provider, isStoppable }: Facts): string {
  const name = provider ?? "The provider";
  if (status === "pending" && attempt === 1) {
    return `It has not begun at ${provider ?? "the provider"} yet. You can start it again later.`;
  }
  return isStoppable
    ? `${name} will be asked to stop. What it has done by then may still be charged. You can start it again later.`
    : `${name} cannot stop work that has begun; it may still be charged. A later retry picks up its result.`;
}
