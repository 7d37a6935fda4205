"use client";
import { OwnPicture } from "@/components/ui/own-picture";
import { Download } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { modelName } from "@/components/copy/models";
import { pageTitle } from "@/components/copy/page-title";
import { downloadUrl } from "@/components/jobs/download";
import type { Picture } from "@/components/jobs/picture";
import { useLightbox } from "@/components/jobs/use-lightbox";
import { OtherStyles } from "@/components/kinds/other-styles";
import { FilmStage } from "@/components/sheet/film-stage";
import { StageBeside } from "@/components/sheet/stage-beside";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { Whole } from "@/components/ui/whole";
import type { JobView } from "@/lib/jobs/job-view";
import { smallAddress } from "@/lib/jobs/small-picture";
import { cardRatio } from "./card-frame";
import { FinishedCard } from "./finished-card";
import { cardOf, cardStyles, styleLabel } from "./input";

/** The card, large, and the photo that it was. */
export function CardResult({ job }: { job: JobView }) {
  const [ratio, setRatio] = useState(cardRatio);
  const { image, style, prompt } = cardOf(job);
  const photo = `/api/uploads/${image}`;
  const cards = job.frames.flatMap(({ url, slot }): Picture[] =>
    url === null ? [] : [{ number: slot + 1, src: url, alt: `Product card of ${job.title}` }],
  );
  const { open, holds, room } = useLightbox(cards);
  const [first] = cards;
  // Beside a card that stands on end its photo takes what height the words leave.
  const isBeside = ratio < 1 && image !== "";
  return (
    <Card aria-label="Result" {...holds} className="p-3.5 sm:p-5.5">
      <StageBeside className="gap-5">
        <FilmStage ratio={ratio}>
          {first && (
            <FinishedCard
              jobId={job.id}
              src={first.src}
              alt={first.alt}
              onRatio={setRatio}
              onOpen={() => void open(0)}
            />
          )}
        </FilmStage>
        <div className={cn("flex flex-col gap-5", isBeside && "@lg:self-stretch")}>
          <div className={cn("flex gap-4 px-1", isBeside && "@lg:grow @lg:flex-col")}>
            {image !== "" && (
              <OwnPicture
                src={smallAddress(photo, 256)}
                srcSet={`${smallAddress(photo, 256)} 256w, ${smallAddress(photo, 768)} 768w`}
                sizes="(min-width: 40rem) 20rem, 4rem"
                alt="The product as it was"
                className={cn(
                  "h-20 w-16 shrink-0 rounded-frame object-cover",
                  isBeside && "@lg:h-auto @lg:min-h-28 @lg:w-full @lg:grow @lg:basis-0",
                )}
              />
            )}
            <div className="grid min-w-0 content-start gap-1.5">
              {/* The title may say it already. */}
              {prompt !== pageTitle(job).words && (
                <p className="leading-relaxed wrap-anywhere">{prompt || "Made from your photo only."}</p>
              )}
              <p className="text-sm text-soft">
                <Whole>
                  {[styleLabel(style), job.model && modelName(job.model)].filter(Boolean).join(" · ")}
                </Whole>
              </p>
            </div>
          </div>
          <div className={cn("flex flex-wrap gap-2.5 px-1 max-sm:*:grow", isBeside && "@lg:*:grow")}>
            {first && (
              <Button asChild look="primary">
                <a href={downloadUrl(first.src)} download>
                  <Download aria-hidden />
                  Download
                </a>
              </Button>
            )}
            <Button asChild>
              <Link href={`/new/product_card?like=${job.id}`}>Make another like this</Link>
            </Button>
          </div>
          <OtherStyles job={job} styles={cardStyles} />
        </div>
      </StageBeside>
      {room}
    </Card>
  );
}
