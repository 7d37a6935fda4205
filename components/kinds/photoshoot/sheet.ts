import { framesOf, type Ghost, type Sheet } from "@/components/sheet/sheet-frame";
import type { JobView } from "@/lib/jobs/job-view";
import { uploadsOf } from "./input";

/** What lies on the sheet: the uploads until there is something to develop, then one frame a picture. */
export function photoshootSheet(job: JobView): Sheet {
  const ghost = ghostOf(job);
  const waiting = job.status === "pending" || (job.status === "processing" && job.stage === "training");
  const uploads = uploadsOf(job);
  if (!waiting || uploads.length === 0) return { label: "Pictures", ghost, frames: framesOf(job, "Picture") };
  return {
    label: "Your uploads, under the safelight",
    ghost,
    frames: uploads.map((path, index) => ({
      key: path,
      number: index + 1,
      state: "upload",
      src: `/api/uploads/${path}`,
      alt: `Upload ${index + 1}`,
      reason: null,
    })),
  };
}

/** The shape to expect in an undeveloped frame. */
function ghostOf(job: Pick<JobView, "input">): Ghost {
  const subject = job.input["subject"];
  return subject === "cat" || subject === "dog" ? subject : "person";
}
