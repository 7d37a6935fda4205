"use client";
import { FilmStage } from "@/components/sheet/film-stage";
import { frameWords } from "@/components/sheet/frame-words";
import { useWait } from "@/components/sheet/use-wait";
import type { JobView } from "@/lib/jobs/job-view";
import { CardFrame } from "./card-frame";
import { cardRatio } from "./room";

/** One frame: the photo becomes the card. */
export function CardSheet({ job }: { job: JobView }) {
  useWait(job);
  return (
    <FilmStage ratio={cardRatio}>
      <span className="sr-only">{frameWords("The card", job)}</span>
      <CardFrame job={job} />
    </FilmStage>
  );
}
