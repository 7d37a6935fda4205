import type { FrameView } from "@/lib/jobs/job-view";

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
