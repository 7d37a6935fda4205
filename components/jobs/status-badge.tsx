import { badgeOf } from "@/components/copy/status";
import { Badge } from "@/components/ui/badge";
import type { JobView } from "@/lib/jobs/job-view";

export function StatusBadge({ job }: { job: JobView }) {
  const { word, tone } = badgeOf(job);
  return <Badge tone={tone}>{word}</Badge>;
}
