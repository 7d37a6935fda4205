"use client";
import { LateFold } from "@/components/ui/late-fold";
import type { JobView } from "@/lib/jobs/job-view";

const load = async () => (await import("./ledger-room")).LedgerRoom;

/** The fold-out for the curious: every row of the record, newest first, and who brought it. */
export function Ledger({ job }: { job: JobView }) {
  return <LateFold title="What we know, and who told us" load={load} given={{ job }} />;
}
