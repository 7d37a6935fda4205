"use client";
import { FilmStage } from "@/components/sheet/film-stage";
import { useWait } from "@/components/sheet/use-wait";
import type { FrameView, JobView } from "@/lib/jobs/job-view";
import { CardFrame } from "./card-frame";
import { cardRatio, cardRoom } from "./room";

const words = {
  latent: "The card, not begun",
  developing: "The card, developing",
  developed: "The card, being saved",
  spoilt: "The card, spoilt",
} as const satisfies Record<FrameView["state"], string>;

/** One frame: the photo becomes the card. */
export function CardSheet({ job }: { job: JobView }) {
  useWait(job);
  return (
    <div className={cardRoom}>
      <FilmStage ratio={cardRatio}>
        <span className="sr-only">{words[job.frames[0]?.state ?? "latent"]}</span>
        <CardFrame job={job} />
      </FilmStage>
    </div>
  );
}
