"use client";
import { OwnPicture } from "@/components/ui/own-picture";
import { isGlowing, isLit } from "@/components/sheet/sheet-frame";
import { SpoiltFrame } from "@/components/sheet/spoilt-frame";
import { useShownProgress } from "@/hooks/progress";
import type { JobView } from "@/lib/jobs/job-view";
import { smallAddress } from "@/lib/jobs/small-picture";
import { isTerminal } from "@/lib/jobs/status";
import { videoOf } from "./input";
import { SceneGhost } from "./scene-ghost";
import { Stills } from "./stills";

/** The inside of the wide frame: the reference picture or red paper under the safelight, uncovered still by still. */
export function VideoFrame({ job }: { job: JobView }) {
  const { percent: shown } = useShownProgress(job);
  const { image } = videoOf(job);
  const frame = job.frames[0];
  // While another attempt is to come, the last one's failure is not the end.
  if (frame?.state === "spoilt" && isTerminal(job.status)) return <SpoiltFrame />;
  const lit = isLit(job, shown);
  const glows = lit || isGlowing(job, shown);
  return (
    <>
      {image && (
        <OwnPicture
          src={smallAddress(`/api/uploads/${image}`, 768)}
          alt=""
          className="absolute inset-0 size-full object-cover brightness-110 contrast-110 grayscale"
        />
      )}
      {glows && (
        <div
          className={image ? "lamp absolute inset-0 opacity-90 mix-blend-multiply" : "lamp absolute inset-0"}
        />
      )}
      {glows && image && <div className="absolute inset-0 bg-film-glow/45 mix-blend-screen" />}
      {lit && <div aria-hidden className="band absolute inset-x-0 top-0 h-1/4" />}
      <Stills percent={lit ? Math.max(4, shown) : 0} cover={glows ? 0.62 : 1} />
      {/* What waits is seen in the dark too. */}
      {!glows && <div className="absolute inset-0 bg-linear-to-br from-edge/14 to-edge/6" />}
      {!image && <SceneGhost className="absolute inset-0 size-full opacity-45" />}
    </>
  );
}
