import { badgeOf, type Standing } from "@/components/copy/status";
import { Badge } from "@/components/ui/badge";

export function StatusBadge({ job }: { job: Standing }) {
  const { word, tone } = badgeOf(job);
  return <Badge tone={tone}>{word}</Badge>;
}
