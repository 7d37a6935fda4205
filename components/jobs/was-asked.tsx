"use client";
import { LateFold } from "@/components/ui/late-fold";
import type { JobView } from "@/lib/jobs/job-view";

const load = async () => (await import("./was-asked-room")).WasAskedRoom;

/** Exactly what a job was asked for, to be read and copied. */
export function WasAsked({ job }: { job: JobView }) {
  return <LateFold title="Exactly what was asked" load={load} given={{ job }} />;
}
