"use client";
import { Minus, X } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { sayerOf, stepsOf, usualOf } from "@/components/copy/steps";
import type { SayLength } from "@/components/ui/figures";
import { useOnline } from "@/hooks/use-awake";
import { useNow } from "@/hooks/use-now";
import { tookStep } from "@/lib/jobs/attempts";
import { likelyShare } from "@/lib/jobs/glide";
import type { JobView, StageView } from "@/lib/jobs/job-view";

const words = { done: "done", current: "under way", upcoming: "not begun", stopped: "stopped here" } as const;

/** The steps of a job, each with how long it took or has been taking. */
export function StageTimeline({ job }: { job: JobView }) {
  const steps = stepsOf(job);
  const say = sayerOf(job);
  return (
    <ol aria-label="Steps" className="grid">
      {steps.map((step, index) => (
        <Step
          key={step.name}
          job={job}
          step={step}
          usualMs={job.glide?.usualMs ?? null}
          last={index === job.timeline.length - 1}
          say={say}
        />
      ))}
    </ol>
  );
}

interface StepProps {
  job: JobView;
  step: StageView;
  /** How long the present step usually takes, where that is known. */
  usualMs: number | null;
  last: boolean;
  say: SayLength;
}

function Step({ job, step, usualMs, last, say }: StepProps) {
  const timeMs = useTime(step, job);
  const usual = usualOf(step, usualMs, timeMs);
  return (
    <li
      aria-current={step.state === "current" ? "step" : undefined}
      className={cn(
        "relative flex items-start gap-4 text-[0.9375rem]",
        !last && (usual === null ? "min-h-10" : "min-h-14"),
      )}
    >
      {!last && (
        <span aria-hidden className="absolute top-6 bottom-0 left-[0.4375rem] w-px bg-line">
          {usual !== null && timeMs !== null && (
            <span
              className="block w-full bg-safelight"
              style={{ height: `${100 * likelyShare(timeMs, usual)}%` }}
            />
          )}
        </span>
      )}
      <Mark state={step.state} isFailed={job.status === "failed"} />
      <span className={cn("flex-1", step.state === "current" ? "text-ink" : "text-soft")}>
        {step.label}
        <span className="sr-only">, {words[step.state]}</span>
        {usual !== null && <span className="block text-[0.8125rem] text-soft">usually {say(usual)}</span>}
      </span>
      <span className={step.state === "current" ? "text-ink" : "text-soft"}>
        {timeMs !== null && say(timeMs, step.state === "current")}
      </span>
    </li>
  );
}

/** What somebody has stopped has not failed. */
function Mark({ state, isFailed }: { state: StageView["state"]; isFailed: boolean }) {
  const Sign = isFailed ? X : Minus;
  return (
    <span aria-hidden className="grid h-6 w-4 shrink-0 place-items-center">
      <span
        className={cn("grid place-items-center rounded-full", state === "current" ? "size-3.5" : "size-4", {
          "bg-ink": state === "done",
          "border-2 border-tray bg-safelight bg-clip-padding shadow-[0_0_0_1.5px_var(--safelight),0_0_0_5px_color-mix(in_oklab,var(--safelight)_22%,transparent)]":
            state === "current",
          "border border-faint": state === "upcoming",
          "bg-fail text-tray": state === "stopped" && isFailed,
          "bg-faint text-tray": state === "stopped" && !isFailed,
        })}
      >
        {state === "stopped" && <Sign className="size-3" strokeWidth={3.5} />}
      </span>
    </span>
  );
}

/** How long a step took or has been taking, in milliseconds, as far as this page hears of it; `null` where it has not begun. */
function useTime({ state, startedAt, durationMs }: StageView, job: JobView): number | null {
  const running = state === "current" && startedAt !== null;
  const isOnline = useOnline();
  const now = useNow(running && isOnline ? 1_000 : null);
  if (durationMs !== null) return startedAt === null ? durationMs : tookStep(startedAt, durationMs, job);
  return running && now !== null ? Math.max(0, now - Date.parse(startedAt)) : null;
}
