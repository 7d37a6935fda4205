"use client";
import { ResultSheet } from "@/components/jobs/result-sheet";
import type { JobView } from "@/lib/jobs/job-view";
import { photoshootSheet } from "./sheet";

export function PhotoshootResult({ job }: { job: JobView }) {
  return <ResultSheet job={job} sheet={photoshootSheet(job)} />;
}
