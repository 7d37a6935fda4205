import { framesOf } from "@/components/sheet/frames-of";
import { capitalised, count } from "@/components/jobs/status-words";
import { ResultSheet } from "@/components/jobs/result-sheet";
import { ContactSheet } from "@/components/sheet/contact-sheet";
import { MiniStrip } from "@/components/sheet/mini-strip";
import type { Sheet } from "@/components/sheet/sheet-frame";
import type { JobView } from "@/lib/jobs/job-view";
import type { KindFace } from "./kind-face";

const sheetOf = (job: JobView): Sheet => ({
  label: "Results",
  ghost: "none",
  frames: framesOf(job, "Result"),
});

/** For a kind that these pages do not know yet: its frames, and plain words. */
export const plainFace: KindFace = {
  name: "Job",
  plural: "Jobs",
  line: "A job of a kind that this page does not know.",
  awaited: "the results",
  piece: (_step, slot) => (slot === null ? "a piece" : `piece ${slot + 1}`),
  Form: () => null,
  Result: ({ job }) => <ResultSheet job={job} sheet={sheetOf(job)} />,
  Sheet: ({ job }) => <ContactSheet sheet={sheetOf(job)} />,
  Strip: ({ job }) => <MiniStrip sheet={sheetOf(job)} />,
  summary: (job) => capitalised(job.kind),
  developed: (job) => count(job.resultUrls.length, "result"),
};
