import type { FrameView, JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";

/** What a frame of the sheet shows. An `upload` is a picture that lies under the safelight while a model trains. */
export interface SheetFrame {
  key: string;
  number: number;
  state: FrameView["state"] | "upload";
  src: string | null;
  alt: string;
  reason: string | null;
}

/** Who is to appear: the shape of the ghost in an undeveloped frame. */
export type Ghost = "person" | "cat" | "dog" | "none";

/** A kind's way of laying its job on the contact sheet. */
export interface Sheet {
  label: string;
  frames: SheetFrame[];
  ghost: Ghost;
}

/** The number on the film's edge: "01" once developed, "01A" before. */
export function edgeNumber(frame: SheetFrame): string {
  const number = String(frame.number).padStart(2, "0");
  return frame.state === "developed" ? number : `${number}A`;
}

const stateWords = {
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
    alt: [`${noun} ${slot + 1}`, stateWords[state]].filter(Boolean).join(", "),
    reason,
  }));
}

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
