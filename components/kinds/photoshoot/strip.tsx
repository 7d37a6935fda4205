"use client";
import { MiniStrip } from "@/components/sheet/mini-strip";
import { hasNothing } from "@/components/sheet/sheet-frame";
import { useShownProgress } from "@/hooks/progress";
import type { JobView } from "@/lib/jobs/job-view";
import { photoshootSheet } from "./sheet";

/** On cards: the same frames in one row. */
export function PhotoshootStrip({ job }: { job: JobView }) {
  const { percent } = useShownProgress(job);
  return hasNothing(job) ? null : <MiniStrip job={job} sheet={photoshootSheet(job, percent)} />;
}
