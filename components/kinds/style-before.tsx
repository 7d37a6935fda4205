import type { Choice } from "@/components/ui/choice-cards";
import type { JobView } from "@/lib/jobs/job-view";

/** The styles that a form offers: after its own that of the job it begins from, where that is in somebody's own words. */
export function withStyleBefore(
  styles: readonly Choice[],
  like: Pick<JobView, "input"> | null,
): readonly Choice[] {
  const style = like?.input["style"];
  if (typeof style !== "string" || style === "" || styles.some(({ value }) => value === style)) return styles;
  const words = (
    <span dir="auto" className="line-clamp-3">
      {style}
    </span>
  );
  return [...styles, { value: style, label: "As before", line: words, hasRow: true }];
}
