import { badgeOf, type Standing } from "@/components/copy/status";
import { Badge } from "@/components/ui/badge";

interface Props {
  job: Standing;
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
