import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";

/** The one frame of a job, for those who do not see it. `thing` names it: "The video". */
export function frameWords(thing: string, job: Pick<JobView, "frames" | "status">): string {
  switch (job.frames[0]?.state) {
    case "developing":
      return `${thing}, developing`;
    case "developed":
      return `${thing}, being saved`;
    case "spoilt":
      // The frame itself says that it is spoilt; while another attempt is to come, nothing is.
      return isTerminal(job.status) ? thing : `${thing}, not begun`;
    case "latent":
    case undefined:
      return `${thing}, not begun`;
  }
}
