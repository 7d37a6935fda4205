"use client";
import { freshness } from "@/components/copy/live";
import { cn } from "@/components/ui/cn";
import { useLivePhase } from "@/hooks/live/phase";
import { useSinceTold } from "@/hooks/progress";
import { useOnline } from "@/hooks/use-awake";
import type { JobView } from "@/lib/jobs/job-view";

/**
 * How fresh is what the page says of a job: when it was asked and will be, in a width that it keeps, so that nothing moves as it counts.
 * That it is live stands at the top of the page where there is room for the word. Nothing once the job is over.
 */
export function FreshSign({ job }: { job: JobView }) {
  const [phase, isOnline] = [useLivePhase(), useOnline()];
  const isLive = freshness(job, phase, isOnline, 0)?.isLive;
  const fresh = freshness(job, phase, isOnline, useSinceTold(job, isLive === false));
  if (fresh === null) return null;
  return (
    <span
      className={cn(
        "inline-flex items-center gap-2 align-middle text-[0.8125rem]",
        fresh.isLive ? "sm:hidden" : "min-w-60",
        // A page that is live at once need not say first that it is not.
        phase === "catching_up" && "animate-in delay-1000 duration-300 fill-mode-both fade-in",
      )}
    >
      <span
        aria-hidden
        className={cn("size-2 rounded-full", fresh.isLive ? "bg-done" : "border border-soft")}
      />
      {fresh.words}
    </span>
  );
}
