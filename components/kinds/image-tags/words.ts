import type { KindWords } from "@/components/kinds/kind-face";
import { count } from "@/components/ui/figures";
import { taggingOf } from "@/hooks/tagging-details";
import type { JobView } from "@/lib/jobs/job-view";

export const imageTagsWords: KindWords = {
  name: "Image tags",
  plural: "Image tags",
  begin: "Tag images",
  line: "Have your images described, and find them by what is in them. Thousands at once.",
  short: "Find images by what is in them.",
  awaited: "the tags",
  refusing: "refused it",
  piece: (_step, slot) => (slot === null ? "a batch" : `batch ${slot + 1}`),
  summary: (job) => job.provider ?? "Image tags",
  developed,
  pageTitle: (title) => `Tags for ${title}`,
};

function developed(job: JobView): string {
  const { total, done, tagged, failed, left } = taggingOf(job);
  const images = count(total, "image");
  switch (job.status) {
    case "pending":
      return `${images} · Batch API, half the price`;
    case "processing": {
      const known = done > 0 ? `${done.toLocaleString("en")} done` : null;
      return [`Tagging ${images}`, known, "Batch API, half the price"].filter(Boolean).join(" · ");
    }
    case "completed": {
      const all =
        tagged === total ? `${images} tagged` : `${tagged.toLocaleString("en")} of ${images} tagged`;
      const rest = [
        failed > 0 && `${failed.toLocaleString("en")} failed`,
        left > 0 && `${left.toLocaleString("en")} left`,
      ];
      return [all, ...rest].filter(Boolean).join(", ");
    }
    case "failed":
    case "canceled":
      return `${tagged.toLocaleString("en")} of ${images} tagged`;
  }
}
