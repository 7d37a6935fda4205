import { framesOf, type Sheet } from "@/components/sheet/sheet-frame";
import type { JobView } from "@/lib/jobs/job-view";

/** The film of a job whose kind these pages do not know. */
export function plainSheet(job: JobView): Sheet {
  return { label: "Results", ghost: "none", frames: framesOf(job, "Result") };
}
