import dynamic from "next/dynamic";
import { ContactSheet } from "@/components/sheet/contact-sheet";
import { MiniStrip } from "@/components/sheet/mini-strip";
import { framesOf } from "@/components/sheet/frames-of";
import { count } from "@/components/jobs/status-words";
import type { JobView } from "@/lib/jobs/job-view";
import type { KindFace } from "@/components/kinds/kind-face";
import { uploadsOf } from "./input";
import { PhotoshootResult } from "./result";
import { photoshootSheet } from "./sheet";

/** Photoshoot: one frame a picture; while the model trains, the uploads lie under the safelight. */
export const photoshoot: KindFace = {
  name: "Photoshoot",
  plural: "Photoshoots",
  line: "Train a model on 4 to 20 pictures of one person or pet, and get eight new portraits.",
  awaited: "the pictures",
  piece,
  Form: dynamic(async () => (await import("./form")).PhotoshootForm),
  Result: PhotoshootResult,
  Sheet: ({ job }) => <ContactSheet sheet={photoshootSheet(job)} />,
  Strip: ({ job }) => <MiniStrip sheet={photoshootSheet(job)} />,
  summary: (job) => `${count(job.frames.length, "picture")} from ${count(uploadsOf(job).length, "upload")}`,
  developed,
};

function piece(step: string | null, slot: number | null): string {
  if (step === "training") return "the training";
  return slot === null ? "a picture" : `picture ${slot + 1}`;
}

function developed(job: JobView): string {
  if (job.stage === "training" && job.status === "processing") {
    return `${count(uploadsOf(job).length, "upload")} under the safelight`;
  }
  const frames = framesOf(job, "Picture");
  const done = frames.filter((frame) => frame.state === "developed").length;
  const spoilt = frames.filter((frame) => frame.state === "spoilt").length;
  const line = `${done} of ${count(frames.length, "picture")} developed`;
  return spoilt === 0 ? line : `${line}, ${spoilt} spoilt`;
}
