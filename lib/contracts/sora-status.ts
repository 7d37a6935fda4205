import type { Job } from "@/lib/jobs/job";
import type { JobView } from "@/lib/jobs/job-view";
import { countingOperations } from "@/lib/jobs/slots";

/** What `GET /api/videos/:id/sora-status` answers, in the words of the documented video system. */
export interface SoraStatus {
  status: "queued" | "in_progress" | "completed" | "failed";
  /** 0 to 100. */
  progress: number;
  videoUrl?: string;
  error?: string;
  /** Milliseconds. */
  estimatedTimeRemaining?: number;
}

/** A video's state in four words; the document knows no "canceled", which is told as a failure. */
export function toSoraStatus(job: Job, view: JobView): SoraStatus {
  const { progress, estimatedTimeRemaining } = view;
  switch (job.status) {
    case "completed": {
      const [videoUrl] = view.resultUrls;
      return { status: "completed", progress, ...(videoUrl !== undefined && { videoUrl }) };
    }
    case "failed":
      return { status: "failed", progress, error: job.error?.message ?? "The video could not be made." };
    case "canceled":
      return { status: "failed", progress, error: "Canceled." };
    case "pending":
    case "processing": {
      const isBegun = countingOperations(job).some((each) => each.state !== "queued");
      const status = job.status === "processing" && isBegun ? "in_progress" : "queued";
      return { status, progress, ...(estimatedTimeRemaining !== null && { estimatedTimeRemaining }) };
    }
  }
}
