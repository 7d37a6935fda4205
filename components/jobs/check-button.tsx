"use client";
import { Button } from "@/components/ui/button";
import type { JobAction } from "@/hooks/use-job-actions";
import type { JobView } from "@/lib/jobs/job-view";

interface Props {
  job: JobView;
  busy: JobAction | null;
  run: (action: JobAction) => Promise<JobView | null>;
  size?: "sm" | "md";
  look?: "secondary" | "quiet";
}

/** Asks the provider now. It stays focusable while it asks, so that a keyboard user keeps their place. */
export function CheckButton({ job, busy, run, size = "md", look = "secondary" }: Props) {
  return (
    <Button
      size={size}
      look={look}
      aria-disabled={busy !== null}
      onClick={() => {
        if (busy === null) void run("check");
      }}
    >
      {busy === "check" ? "Asking" : "Check status"}
      {size === "sm" && <span className="sr-only"> of {job.title}</span>}
    </Button>
  );
}
