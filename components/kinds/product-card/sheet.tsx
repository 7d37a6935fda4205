"use client";
import { StoppedSheet } from "@/components/jobs/stopped-sheet";
import { FilmStage } from "@/components/sheet/film-stage";
import { useWait } from "@/components/sheet/arrivals";
import { frameWords, hasNothing } from "@/components/sheet/sheet-frame";
import type { JobView } from "@/lib/jobs/job-view";
import { CardFrame, cardRatio } from "./card-frame";
import { cardOf } from "./input";

/** One frame: the photo becomes the card. */
export function CardSheet({ job }: { job: JobView }) {
  useWait(job);
  const { image } = cardOf(job);
  if (hasNothing(job)) return <StoppedSheet job={job} uploads={image === "" ? [] : [image]} />;
  return (
    <FilmStage ratio={cardRatio} isDeveloping>
      <span className="sr-only">{frameWords("The card", job)}</span>
      <CardFrame job={job} />
    </FilmStage>
  );
}
