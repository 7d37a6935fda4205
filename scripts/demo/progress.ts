import { styleText } from "node:util";
import type { JobAnswer } from "./api";

/** A job in one line: kind, bar, percent, what is happening, how long it usually takes from here. */
function progressLine(job: JobAnswer, columns: number): string {
  const width = columns < 100 ? 16 : 28;
  const filled = Math.round((job.progress / 100) * width);
  const bar = styleText("red", "━".repeat(filled)) + styleText("dim", "─".repeat(width - filled));
  const left = job.estimatedTimeRemaining;
  const eta = left === null || left <= 0 ? "" : `, about ${duration(left)} left`;
  const head = `  ${job.kind.padEnd(14)}`;
  const tail = ` ${`${Math.floor(job.progress)} %`.padStart(5)}  ${whatHappens(job)}`;
  // A line that wraps would spoil the redrawing.
  const fits = head.length + width + tail.length + eta.length < columns;
  return `${head}${bar}${tail}${fits ? styleText("dim", eta) : ""}`;
}

/** "Training your model"; of images that are being tagged, how many: "Tagging 40 images · 12 done". */
function whatHappens({ kind, status, stageLabel, details }: JobAnswer): string {
  if (kind !== "image_tags" || status !== "processing" || details?.total === undefined) return stageLabel;
  const done = details.done ?? 0;
  return `Tagging ${details.total} images${done > 0 ? ` · ${done} done` : ""}`;
}

function duration(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1_000));
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}

export interface ProgressView {
  show(jobs: readonly JobAnswer[]): void;
}

/** Redraws the lines in place on a terminal; elsewhere prints a job's line when its stage, ten percent or more images pass. */
export function createProgressView(): ProgressView {
  return process.stdout.isTTY ? liveView() : plainView();
}

function liveView(): ProgressView {
  let drawn = 0;
  return {
    show(jobs) {
      const up = drawn > 0 ? `\u001B[${drawn}A` : "";
      process.stdout.write(
        up + jobs.map((job) => `\u001B[2K${progressLine(job, process.stdout.columns)}\n`).join(""),
      );
      drawn = jobs.length;
    },
  };
}

function plainView(): ProgressView {
  const last = new Map<string, string>();
  return {
    show(jobs) {
      for (const job of jobs) {
        const milestone = `${job.stageLabel} ${Math.floor(job.progress / 10)} ${job.details?.done ?? 0}`;
        if (last.get(job.id) === milestone) continue;
        last.set(job.id, milestone);
        console.log(`  ${job.kind}  ${Math.floor(job.progress)} %  ${whatHappens(job)}`);
      }
    },
  };
}
