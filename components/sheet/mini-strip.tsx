"use client";
import type { JobView } from "@/lib/jobs/job-view";
import { mostCells } from "@/lib/jobs/strip";
import { Film } from "./film";
import { Frame } from "./frame";
import type { Sheet } from "./sheet-frame";
import { useStrip } from "./strip-picture";

/** The same film, small: a single strip for cards. */
export function MiniStrip({ job, sheet }: { job: JobView; sheet: Sheet }) {
  const frames = sheet.frames.slice(0, mostCells);
  const show = useStrip(
    job,
    "portrait",
    frames.map(({ state, src }) => (state === "developed" ? src : null)),
  );
  if (frames.length === 0) return null;
  return (
    <Film small style={{ width: lengthOf(frames.length) }}>
      <div
        className="grid gap-1 px-1.5"
        style={{ gridTemplateColumns: `repeat(${frames.length}, minmax(0, 1fr))` }}
      >
        {frames.map((frame) => (
          <Frame
            key={frame.key}
            frame={{ ...frame, reason: "" }}
            ghost={sheet.ghost}
            shown={show(frame.src)}
            small
          />
        ))}
      </div>
    </Film>
  );
}

/** Of a film that is full with as many frames as a card has room for, the length that these take: edges and gaps are always as wide. */
function lengthOf(frames: number): string {
  const [edges, gap] = [0.75, 0.25];
  const full = `(100% - ${edges + gap * (mostCells - 1)}rem) / ${mostCells}`;
  return `calc(${full} * ${frames} + ${edges + gap * (frames - 1)}rem)`;
}
