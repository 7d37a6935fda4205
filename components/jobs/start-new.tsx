import Link from "next/link";
import { Button } from "@/components/ui/button";
import type { JobView } from "@/lib/jobs/job-view";

/** The way to the form of a job's kind, filled in as this one was; for one that another try would not help. */
export function StartNew({ job }: { job: JobView }) {
  if (job.error === null || job.error.retryable) return null;
  return (
    <Button asChild size="sm" className="justify-self-start">
      <Link href={`/new/${job.kind}?like=${job.id}`}>Start a new one</Link>
    </Button>
  );
}
