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
  return (
    <Film small>
      <div className="grid grid-cols-8 gap-1 px-1.5">
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
