import type { KindWords } from "@/components/kinds/kind-face";
import type { JobView } from "@/lib/jobs/job-view";
import { cardOf, styleLabel } from "./input";

export const productCardWords: KindWords = {
  name: "Product card",
  plural: "Product cards",
  line: "Turn one photo of a thing into a picture that sells it.",
  short: "A picture that sells, from one photo.",
  awaited: "the card",
  refusing: "refused it",
  piece: () => "the card",
  hasUploads: (job) => cardOf(job).image !== "",
  summary: (job) => [styleLabel(cardOf(job).style), job.provider].filter(Boolean).join(" · "),
  developed,
};

function developed(job: JobView): string {
  switch (job.status) {
    case "completed":
      return "The card is on paper";
    case "pending":
    case "processing":
      return job.stageLabel;
    case "failed":
    case "canceled":
      return "No card was made";
  }
}
