import type { AssetView } from "@/lib/jobs/asset-view";

/** Where an image stands with its tags, as its frame shows it. */
export interface Standing {
  /** For those who do not see it; empty where there is nothing to say. */
  word: string;
  /** What stands under it. */
  text: string;
  tone: "latent" | "developing" | "developed" | "spoilt";
}

/** Tags that it has are shown whatever else is the matter with it. */
export function standingOf({ name, tags, autoTagStatus, autoTagError }: AssetView): Standing {
  const list = tags.join(", ");
  switch (autoTagStatus) {
    case "pending":
    case "processing":
      return { word: "Being tagged", text: list || "Being tagged", tone: "developing" };
    case "failed": {
      const reason = autoTagError ?? "No tags were found.";
      return { word: `Not tagged: ${reason}`, text: list || reason, tone: list ? "developed" : "spoilt" };
    }
    case "completed":
    case null:
      return list
        ? { word: "", text: list, tone: "developed" }
        : { word: "No tags", text: name, tone: "latent" };
  }
}
