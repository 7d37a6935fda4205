import type { JobView } from "@/lib/jobs/job-view";

type Facts = Pick<JobView, "adoptable" | "provider" | "status" | "isStoppable">;

/** What a retry of an ended job would find instead of starting anew; `null` if nothing. */
export function adoptableSentence({ adoptable, provider, status, isStoppable }: Facts): string | null {
  const name = provider ?? "the provider";
  switch (adoptable) {
    case "result":
      return "It was finished all the same. Retry picks it up, and nothing is paid again.";
    case "part":
      return `What is done is kept and not paid for again. Retry starts the rest, which is paid for if ${name} charges.`;
    case "work":
      if (status === "canceled") {
        const asked = isStoppable
          ? `${provider ?? "The provider"} was asked to stop. If it still finishes`
          : "If the work still finishes";
        return `${asked}, Retry picks up its result; otherwise Retry starts it anew, which is paid for.`;
      }
      return `It may still be running at ${name}. Check status asks there; Retry picks it up instead of starting it anew.`;
    case null:
      return null;
  }
}
