"use client";
import type { ReactNode } from "react";
import { ContactSheet } from "@/components/sheet/contact-sheet";
import type { Sheet } from "@/components/sheet/sheet-frame";
import { Card } from "@/components/ui/card";
import { count } from "@/components/ui/figures";
import type { JobView } from "@/lib/jobs/job-view";
import { DownloadAll } from "./download-all";
import { FavouriteButton } from "./favourite-button";
import type { Picture } from "./picture";
import { SpoiltReasons } from "./spoilt-reasons";
import { useLightbox } from "./use-lightbox";

interface Props {
  job: JobView;
  sheet: Sheet;
  /** What else there is to do with it. */
  children?: ReactNode;
  /** What stands below that. */
  foot?: ReactNode;
}

/** The finished sheet as a gallery: every picture opens large, one by one or all can be downloaded. */
export function ResultSheet({ job, sheet, children, foot }: Props) {
  const pictures = sheet.frames.flatMap(({ state, src, number, alt }): Picture[] =>
    state === "developed" && src !== null ? [{ number, src, alt: `${alt} of ${job.title}` }] : [],
  );
  const { open, holds, room } = useLightbox(
    pictures,
    <FavouriteButton job={job} isTight word="Favourite job" />,
  );
  const spoilt = sheet.frames.filter((frame) => frame.state === "spoilt").length;
  return (
    <Card aria-label="Results" {...holds} className="grid grid-cols-[minmax(0,1fr)] gap-4 p-3.5 sm:p-5.5">
      <ContactSheet
        large
        sheet={sheet}
        onOpen={(frame) => void open(pictures.findIndex(({ number }) => number === frame.number))}
      />
      <div className="flex flex-wrap items-center justify-between gap-3 px-1">
        <p className="text-[0.9375rem] text-soft">
          {count(pictures.length, "picture")} developed{spoilt > 0 && `, ${spoilt} spoilt`}
        </p>
        <div className="flex flex-wrap gap-2.5 max-sm:w-full max-sm:*:grow">
          <DownloadAll urls={pictures.map(({ src }) => src)} title={job.title} />
          {children}
        </div>
      </div>
      {foot}
      <SpoiltReasons frames={job.frames} />
      {room}
    </Card>
  );
}
