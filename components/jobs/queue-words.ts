import { faceOf } from "@/components/kinds/registry";
import type { JobView } from "@/lib/jobs/job-view";

const endings = new Intl.PluralRules("en", { type: "ordinal" });
const suffixes: Partial<Record<Intl.LDMLPluralRule, string>> = { one: "st", two: "nd", few: "rd" };

/** "3rd in line. Starts when fal has room."; `null` for a job that waits for no turn. */
export function queueSentence(job: Pick<JobView, "kind" | "queue" | "provider" | "status">): string | null {
  if (!job.queue || (job.status !== "pending" && job.status !== "processing")) return null;
  const { place, limit } = job.queue;
  const line = place <= 1 ? "Next in line" : `${place}${suffixes[endings.select(place)] ?? "th"} in line`;
  const until =
    limit === "yours"
      ? `one of your running ${faceOf(job.kind).plural.toLowerCase()} ends`
      : `${job.provider ?? "the provider"} has room`;
  return `${line}. Starts when ${until}.`;
}
