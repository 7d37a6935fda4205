"use client";
import { OwnPicture } from "@/components/ui/own-picture";
import { isGlowing, isLit } from "@/components/sheet/sheet-frame";
import { SpoiltFrame } from "@/components/sheet/spoilt-frame";
import { useShownProgress } from "@/hooks/progress";
import type { JobView } from "@/lib/jobs/job-view";
import { smallAddress } from "@/lib/jobs/small-picture";
import { isTerminal } from "@/lib/jobs/status";
import { CardOutline } from "./card-outline";
import { cardOf } from "./input";

/** Width by height of a card, until the card itself says otherwise. */
export const cardRatio = 2 / 3;

/** The inside of the frame: the photo under the safelight, and over it the card it becomes. */
export function CardFrame({ job, small = false }: { job: JobView; small?: boolean }) {
  const { percent: shown } = useShownProgress(job);
  const { image } = cardOf(job);
  const frame = job.frames[0];
  // While another attempt is to come, the last one's failure is not the end.
  if (frame?.state === "spoilt" && isTerminal(job.status)) {
    return <SpoiltFrame small={small} />;
  }
  const lit = isLit(job, shown);
  const glows = lit || isGlowing(job, shown);
  return (
    <>
      {image !== "" && (
        <OwnPicture
          src={smallAddress(`/api/uploads/${image}`, small ? 256 : 768)}
          loading={small ? "lazy" : undefined}
          alt={small ? "" : "Your photo"}
          className="size-full object-cover brightness-110 contrast-110 grayscale"
        />
      )}
      {glows && <div className="lamp absolute inset-0 opacity-90 mix-blend-multiply" />}
      {glows && <div className="absolute inset-0 bg-film-glow/45 mix-blend-screen" />}
      {lit && <div aria-hidden className="band absolute inset-x-0 top-0 h-1/4" />}
      {!lit && <div className={glows ? "absolute inset-0 bg-film/35" : "absolute inset-0 bg-film/70"} />}
      {lit && <CardOutline percent={shown} className="absolute inset-0 size-full text-edge" />}
    </>
  );
}
