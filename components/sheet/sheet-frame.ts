import { frameShare } from "@/lib/jobs/glide";
import type { FrameView, JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";

/** What a frame of the sheet shows. An `upload` lies under the safelight while a model trains; what `waits` is not lit yet. */
export interface SheetFrame {
  key: string;
  number: number;
  state: FrameView["state"] | "upload" | "waits";
  /** How far one that is lit has come, 0 to 1; all the way unless said. */
  share?: number;
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

/**
 * The frames of a job as its sheet shows them with so much progress, 0 to 100: what is not there yet comes up one after the
 * other. `noun` names one: "Picture".
 */
export function framesOf(job: JobView, noun: string, percent = job.progress): SheetFrame[] {
  return job.frames.map((frame) => {
    const { slot, url, reason } = frame;
    const share = shareOf(frame, job, percent);
    const state = stateOf(frame, job, share);
    return {
      key: `frame-${slot}`,
      number: slot + 1,
      state,
      share,
      src: url,
      alt: [`${noun} ${slot + 1}`, stateWords[state]].filter(Boolean).join(", "),
      reason,
    };
  });
}

function shareOf({ slot, state }: FrameView, { frames, framesWithin }: JobView, percent: number): number {
  if (framesWithin) return frameShare(slot, frames.length, percent, framesWithin);
  return state === "latent" ? 0 : 1;
}

/** Who does the work may have begun with all of them at once, or put one back in line: neither is seen. */
function stateOf({ state }: FrameView, { status }: JobView, share: number): FrameView["state"] {
  if (state === "developed" || state === "spoilt") return state;
  return status === "processing" && share > 0 ? "developing" : "latent";
}

/** Whether the safelight is on over a job that has come so far, 0 to 100. What waits in line is not lit. */
export function isLit({ status, glide }: Pick<JobView, "status" | "glide">, percent: number): boolean {
  return status === "processing" && (percent > 0 || glide !== null);
}

/**
 * Whether somebody is at work on a job of whose progress nothing is known, as of one that its provider has taken and said nothing
 * of since: its frame glows, and no figure is made up.
 */
export function isGlowing(
  job: Pick<JobView, "status" | "glide" | "stage" | "queue">,
  percent: number,
): boolean {
  const { status, stage, queue } = job;
  return status === "processing" && stage !== null && queue === null && percent < 1 && job.glide === null;
}

/** Whether a job has ended without anything that a film could show. */
export function hasNothing({ status, frames }: Pick<JobView, "status" | "frames">): boolean {
  return (status === "failed" || status === "canceled") && !frames.some(({ state }) => state === "developed");
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
