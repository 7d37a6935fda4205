import Link from "next/link";
import { Button } from "@/components/ui/button";
import type { JobView } from "@/lib/jobs/job-view";

interface Props {
  job: JobView;
  size?: "sm" | "md";
  look?: "primary" | "secondary";
  className?: string;
}

/** The way to the form of a job's kind, filled in as this one was. */
export function StartNew({ job, size = "sm", look, className = "justify-self-start" }: Props) {
  return (
    <Button asChild size={size} look={look} className={className}>
      <Link href={`/new/${job.kind}?like=${job.id}`} prefetch={false}>
        Start a new one
      </Link>
    </Button>
  );
}

/** Whether another try would not help: then what tells of the failure offers a new one, instead of the actions. */
export function isFinal({ error }: Pick<JobView, "error">): boolean {
  return error !== null && !error.retryable;
}
