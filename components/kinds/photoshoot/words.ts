import { isBegun } from "@/components/copy/asked";
import type { KindWords } from "@/components/kinds/kind-face";
import { count } from "@/components/ui/figures";
import type { JobView } from "@/lib/jobs/job-view";
import { uploadsOf, usesKeptModel } from "./input";

export const photoshootWords: KindWords = {
  name: "Photoshoot",
  plural: "Photoshoots",
  line: "Train a model on 4 to 20 pictures of one person or pet, and get eight new portraits.",
  short: "Eight portraits from 4 to 20 pictures.",
  awaited: "the pictures",
  refusing: "refused it",
  piece,
  hasUploads: (job) => uploadsOf(job).length > 0,
  hasTrained: (job) =>
    !usesKeptModel(job) && job.timeline.some(({ name, state }) => name === "training" && state === "done"),
  summary: (job) =>
    `${count(job.frames.length, "picture")} ${usesKeptModel(job) ? "with an earlier model" : `from ${count(uploadsOf(job).length, "upload")}`}`,
  developed,
};

function piece(step: string | null, slot: number | null): string {
  if (step === "training") return "the training";
  return slot === null ? "a picture" : `picture ${slot + 1}`;
}

function developed(job: JobView): string {
  const { frames, stageLabel } = job;
  if (job.stage === "training" && job.status === "processing") {
    return isBegun(job) ? `${count(uploadsOf(job).length, "upload")} under the safelight` : stageLabel;
  }
  const done = frames.filter(({ state }) => state === "developed").length;
  const spoilt = frames.filter(({ state }) => state === "spoilt").length;
  // How far those are, nobody says before one is there.
  if (job.status === "processing" && done + spoilt === 0)
    return `Developing ${count(frames.length, "picture")}`;
  const pictures = `${done} of ${count(frames.length, "picture")}`;
  const isStopped = job.status === "failed" || job.status === "canceled";
  const line = isStopped && done > 0 ? `Stopped after ${pictures}` : `${pictures} developed`;
  return spoilt === 0 ? line : `${line}, ${spoilt} spoilt`;
}
