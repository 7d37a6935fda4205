import type { FrameView, JobView } from "@/lib/jobs/job-view";
import type { SheetFrame } from "./sheet-frame";

const words = {
  latent: "not begun",
  developing: "developing",
  developed: "",
  spoilt: "spoilt",
} as const satisfies Record<FrameView["state"], string>;

/** The frames of a job as its sheet shows them. `noun` names one: "Picture". */
export function framesOf(job: JobView, noun: string): SheetFrame[] {
  return job.frames.map(({ slot, state, url, reason }) => ({
    key: `frame-${slot}`,
    number: slot + 1,
    state,
    src: url,
    alt: [`${noun} ${slot + 1}`, words[state]].filter(Boolean).join(", "),
    reason,
  }));
}
