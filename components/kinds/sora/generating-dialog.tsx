"use client";
import { Dialog } from "@/components/ui/dialog";
import type { JobView } from "@/lib/jobs/job-view";
import { Generating } from "./generating";

/** Before the page while a video develops. Closing it stops nothing. */
export function GeneratingDialog({ job, onClose }: { job: JobView | null; onClose: () => void }) {
  return (
    <Dialog open={job !== null} onClose={onClose} title={job?.title ?? ""}>
      {job && <Generating key={job.id} initial={job} onClose={onClose} />}
    </Dialog>
  );
}
