"use client";
import { LateFold } from "@/components/ui/late-fold";
import type { JobView } from "@/lib/jobs/job-view";

const load = async () => (await import("./time-axis-room")).TimeAxisRoom;

/** How long each attempt of a job was at what, as a picture. */
export function TimeAxis({ job }: { job: JobView }) {
  return <LateFold title="Where the time went" load={load} given={{ job }} />;
}
