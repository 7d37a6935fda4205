import type { JobView } from "@/lib/jobs/job-view";

/** What a retry of an ended job would find instead of starting anew; `null` if nothing. */
export function adoptableSentence({
  adoptable,
  provider,
}: Pick<JobView, "adoptable" | "provider">): string | null {
  switch (adoptable) {
    case "result":
      return "Its result has come after all. Retry picks it up, and nothing is paid again.";
    case "work":
      return `The work may still be under way at ${provider ?? "the provider"}. Check status asks there; Retry goes on with it instead of paying again.`;
    case null:
      return null;
  }
}
