"use client";
import { useShownProgress } from "@/hooks/progress";
import type { JobView } from "@/lib/jobs/job-view";

const widths = [62, 94, 88, 97, 71, 90, 96, 54] as const;

interface Props {
  job: JobView;
  small?: boolean;
}

/** The strip of lines: each is written out, left to right, as the answer develops. A finished one is written in full. */
export function Lines({ job, small = false }: Props) {
  const { percent: shown } = useShownProgress(job);
  const shownLines = small ? widths.slice(0, 4) : widths;
  const written = job.status === "completed" ? shownLines.length : (shown / 100) * shownLines.length;
  const developing = job.status === "processing";
  return (
    <div
      className={
        small
          ? "mx-1.5 grid h-strip content-center gap-1.5 rounded-frame bg-ghost px-2.5"
          : "relative mx-2.5 grid gap-4 overflow-hidden rounded-frame bg-ghost px-5 py-7 sm:mx-4.5 sm:gap-5 sm:px-8 sm:py-10"
      }
    >
      {developing && !small && <span aria-hidden className="lamp absolute inset-0 opacity-30" />}
      {shownLines.map((width, index) => (
        <span
          key={width}
          style={{ width: `${width}%` }}
          className={
            small
              ? "h-1 overflow-hidden rounded-full bg-black/30"
              : "relative h-2 overflow-hidden rounded-full bg-black/30 sm:h-2.5"
          }
        >
          <span
            style={{ width: `${Math.min(1, Math.max(0, written - index)) * 100}%` }}
            className={
              developing
                ? "block h-full rounded-full bg-linear-to-r from-safelight to-edge"
                : "block h-full rounded-full bg-film-ink/70"
            }
          />
        </span>
      ))}
      {developing && !small && (
        <span aria-hidden className="band absolute inset-x-0 top-0 h-1/4 opacity-40" />
      )}
    </div>
  );
}
