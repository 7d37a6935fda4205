import { wordsOf } from "@/components/kinds/words";
import type { JobChange } from "@/hooks/changes";
import { moneySentence, reasonSentence } from "./endings";
import { verbFor } from "./verb";

/** A change as short news. */
export function newsOf({ job, what }: JobChange): { title: string; description: string } {
  switch (what) {
    case "stage":
      return { title: job.title, description: `${job.stageLabel}.` };
    case "completed":
      return {
        title: `${job.title} ${verbFor(job.title, "is")} done`,
        description: `${wordsOf(job.kind).developed(job)}.`,
      };
    case "failed":
      return {
        title: `${job.title} failed`,
        description:
          job.error === null
            ? "No reason was given."
            : `${reasonSentence(job.error, job)} ${moneySentence(job.error, job)}`,
      };
    case "canceled":
      return {
        title: `${job.title} ${verbFor(job.title, "was")} canceled`,
        description: "You can start it again on its page.",
      };
  }
}
