import { framesOf } from "@/components/sheet/frames-of";
import { capitalised, count } from "@/components/jobs/status-words";
import { ResultSheet } from "@/components/jobs/result-sheet";
import type { KindFace } from "./kind-face";

/** For a kind that these pages do not know yet: its frames, and plain words. */
export const plainFace: KindFace = {
  name: "Job",
  plural: "Jobs",
  line: "A job of a kind that this page does not know.",
  Form: () => null,
  Result: ({ job }) => <ResultSheet job={job} sheet={plainFace.sheet(job)} />,
  sheet: (job) => ({ label: "Results", ghost: "none", frames: framesOf(job, "Result") }),
  summary: (job) => capitalised(job.kind),
  developed: (job) => count(job.resultUrls.length, "result"),
};
