"use client";
import { peaceUntil } from "@/components/copy/asked";
import { Button } from "@/components/ui/button";
import type { JobAction } from "@/hooks/use-job-actions";
import { useOnline } from "@/hooks/use-awake";
import { useNow } from "@/hooks/use-now";
import type { JobView } from "@/lib/jobs/job-view";

interface Props {
  job: JobView;
  busy: JobAction | null;
  run: (action: JobAction) => Promise<void>;
  size?: "sm" | "md";
  look?: "primary" | "secondary" | "quiet";
}

/**
 * Asks the provider now, unless that wants to be left in peace, or there is no line. It stays focusable meanwhile, so that a keyboard user
 * keeps their place.
 */
export function CheckButton({ job, busy, run, size = "md", look = "secondary" }: Props) {
  const isLeft = useIsLeftInPeace(job);
  const waits = !useOnline() || isLeft;
  return (
    <Button
      data-check-status
      size={size}
      look={look}
      aria-disabled={busy !== null || waits}
      onClick={() => {
        if (busy === null && !waits) void run("check");
      }}
    >
      {busy === "check" ? "Asking…" : "Check status"}
      {size === "sm" && <span className="sr-only"> of {job.title}</span>}
    </Button>
  );
}

/** Whether this job's provider has asked for some peace that is not over yet. */
export function useIsLeftInPeace(job: JobView): boolean {
  const until = peaceUntil(job);
  const now = useNow(until === null ? null : 1_000);
  return until !== null && (now === null || now < until);
}
