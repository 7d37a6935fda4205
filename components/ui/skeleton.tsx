import { cn } from "./cn";

export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cn("breathe base:rounded-control bg-line/60", className)} />;
}
