import { badgeOf } from "@/components/copy/status";
import { Badge } from "@/components/ui/badge";
import type { JobView } from "@/lib/jobs/job-view";

interface Props {
  job: Pick<JobView, "status" | "stage">;
  className?: string;
}

export function StatusBadge({ job, className = "" }: Props) {
  const { word, tone } = badgeOf(job);
  return (
    <Badge tone={tone} className={className}>
      {word}
    </Badge>
  );
}
