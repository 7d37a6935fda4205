import { frameShare } from "@/lib/jobs/glide";
import { framesOf, isGlowing, isLit, type Ghost, type Sheet } from "@/components/sheet/sheet-frame";
import type { JobView } from "@/lib/jobs/job-view";
import { uploadsOf } from "./input";

/**
 * What lies on the sheet with so much progress, 0 to 100: the uploads until there is something to develop, lit once their
 * training has been accepted, dimly where nobody knows how far it is, then one frame a picture.
 */
export function photoshootSheet(job: JobView, percent = job.progress): Sheet {
  const ghost = ghostOf(job);
  const isTraining = job.status === "processing" && job.stage === "training";
  const uploads = uploadsOf(job);
  if ((!isTraining && job.status !== "pending") || uploads.length === 0)
    return { label: "Pictures", ghost, frames: framesOf(job, "Picture", percent) };
  const lit = isTraining && (isLit(job, percent) || isGlowing(job, percent));
  const training = { from: 0, to: job.framesWithin?.from ?? 0 };
  return {
    label: lit ? "Your uploads, under the safelight" : "Your uploads",
    ghost,
    frames: uploads.map((path, index) => ({
      key: path,
      number: index + 1,
      state: lit ? "upload" : "waits",
      share: frameShare(index, uploads.length, percent, training),
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
