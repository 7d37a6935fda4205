import type { ComponentType } from "react";
import type { Sheet } from "@/components/sheet/sheet-frame";
import type { JobView } from "@/lib/jobs/job-view";

/** How a kind of job shows itself. The rest of the pages know no kind. */
export interface KindFace {
  name: string;
  plural: string;
  /** What it does, in one sentence. */
  line: string;
  Form: ComponentType;
  Result: ComponentType<{ job: JobView }>;
  /** What lies on the contact sheet just now. */
  sheet: (job: JobView) => Sheet;
  /** "8 pictures from 12 uploads" */
  summary: (job: JobView) => string;
  /** "3 of 8 pictures developed" */
  developed: (job: JobView) => string;
}
