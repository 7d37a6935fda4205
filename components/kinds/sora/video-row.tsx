"use client";
import { OwnPicture } from "@/components/ui/own-picture";
import { isGlowing, isLit } from "@/components/sheet/sheet-frame";
import { cn } from "@/components/ui/cn";
import { useShownProgress } from "@/hooks/progress";
import type { JobView } from "@/lib/jobs/job-view";
import { smallAddress } from "@/lib/jobs/small-picture";
import { videoOf } from "./input";
import { SceneGhost } from "./scene-ghost";

/** So many frames are on it, as wide as the card together. */
export const videoFrames = 4;

/** On cards: a length of film with the same scene in each frame, brighter one after the other. A phone has room for the first. */
export function VideoRow({ job }: { job: JobView }) {
  const { percent } = useShownProgress(job);
  const { image } = videoOf(job);
  const lit = isLit(job, percent);
  const glows = lit || isGlowing(job, percent);
  return (
    <div className="grid grid-cols-4 gap-1 px-1.5 max-sm:w-76">
      {Array.from({ length: videoFrames }, (_, at) => {
        const share = lit ? Math.min(1, Math.max(0, (percent / 100) * videoFrames - at)) : 0;
        return (
          <div key={at} className="relative h-strip overflow-hidden rounded-frame bg-ghost text-black">
            {image && (
              <OwnPicture
                src={smallAddress(`/api/uploads/${image}`, 256)}
                loading="lazy"
                alt=""
                className={cn(
                  "absolute inset-0 size-full object-cover grayscale",
                  glows ? "brightness-110 contrast-110" : "opacity-60",
                )}
              />
            )}
            {glows && (
              <div
                className={cn("lamp absolute inset-0", image && "mix-blend-multiply")}
                style={{ opacity: image ? 0.9 : 0.6 + 0.4 * share }}
              />
            )}
            {glows && image && (
              <div
                className="absolute inset-0 bg-film-glow mix-blend-screen"
                style={{ opacity: 0.2 + 0.35 * share }}
              />
            )}
            {!image && (
              <SceneGhost className={cn("absolute inset-0 size-full", glows ? "opacity-55" : "opacity-40")} />
            )}
            {lit && (
              <div
                className="band absolute inset-x-0 top-0 h-1/4"
                style={{ animationDelay: `${-0.73 * at}s` }}
              />
            )}
          </div>
        );
      })}
    </div>
  );
}
