import { laidOut } from "@/components/sheet/columns";
import { Film } from "@/components/sheet/film";
import { cn } from "@/components/ui/cn";
import { storyAsked, storyOf } from "@/hooks/story-details";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import { ghostLayouts } from "./scene-layouts";
import { ScenePicture } from "./scene-picture";

const usualScenes = 6;

/** Before there is a script: the story itself under the safelight, and as many frames as there may be scenes. */
export function Writing({ job }: { job: JobView }) {
  const { story, scenes } = storyAsked(job);
  const { shape } = storyOf(job);
  const count = Number(scenes) || usualScenes;
  const layouts = ghostLayouts(count, shape);
  const isLit = job.status === "processing";
  return (
    <Film>
      <div className="grid gap-2.5 px-2.5 sm:px-4.5">
        <div className="relative overflow-hidden rounded-frame bg-ghost px-4 py-3.5">
          {isLit && <div aria-hidden className="lamp absolute inset-0 opacity-45" />}
          {isLit && <div aria-hidden className="band absolute inset-x-0 top-0 h-1/4" />}
          <p
            dir="auto"
            className="relative line-clamp-6 font-serif text-lg leading-relaxed text-film-ink wrap-anywhere"
          >
            {story}
          </p>
        </div>
        {!isTerminal(job.status) && (
          <ul
            aria-label="Scenes, not written yet"
            style={laidOut.gridStyle(layouts)}
            className={cn("gap-2.5 [--ghost:var(--ghost-card)]", laidOut.grid)}
          >
            {Array.from({ length: count }, (_, index) => (
              <li
                key={index}
                style={laidOut.cellStyle(layouts, index)}
                className={cn("grid content-start gap-2", laidOut.cell)}
              >
                <ScenePicture
                  number={index + 1}
                  picture={{ state: "latent", url: null, reason: null }}
                  shape={shape}
                />
                <span aria-hidden className="grid gap-1">
                  <span
                    className="h-1 rounded-full bg-ghost"
                    style={{ width: `${70 + ((index * 13) % 30)}%` }}
                  />
                  <span
                    className="h-1 rounded-full bg-ghost"
                    style={{ width: `${38 + ((index * 23) % 40)}%` }}
                  />
                </span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Film>
  );
}
