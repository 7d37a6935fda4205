"use client";
import Link from "next/link";
import { DownloadAll } from "@/components/jobs/download-all";
import { ResultSheet } from "@/components/jobs/result-sheet";
import { StoppedSheet } from "@/components/jobs/stopped-sheet";
import type { KindFace } from "@/components/kinds/kind-face";
import { OtherStyles } from "@/components/kinds/other-styles";
import { ContactSheet } from "@/components/sheet/contact-sheet";
import { hasNothing } from "@/components/sheet/sheet-frame";
import { Button } from "@/components/ui/button";
import { useShownProgress } from "@/hooks/progress";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import { photoStyles, uploadsOf } from "./input";
import { photoshootSheet } from "./sheet";

/** Photoshoot: one frame a picture; while the model trains, the uploads lie under the safelight. */
export const photoshootFace: KindFace = {
  Result: ({ job }) => (
    <ResultSheet job={job} sheet={photoshootSheet(job)} foot={<OtherStyles job={job} styles={photoStyles} />}>
      <Button asChild>
        <Link href={`/new/photoshoot?like=${job.id}`}>Make another like this</Link>
      </Button>
    </ResultSheet>
  ),
  Sheet: DevelopingSheet,
  Beside: KeptPictures,
};

function DevelopingSheet({ job }: { job: JobView }) {
  const { percent } = useShownProgress(job);
  const sheet = photoshootSheet(job, percent);
  if (hasNothing(job)) return <StoppedSheet job={job} uploads={uploadsOf(job)} ghost={sheet.ghost} />;
  return <ContactSheet sheet={sheet} />;
}

/** The way to take along what there is of one that has ended unfinished. */
function KeptPictures({ job }: { job: JobView }) {
  const urls = job.frames.flatMap(({ state, url }) => (state === "developed" && url !== null ? [url] : []));
  if (!isTerminal(job.status) || urls.length === 0) return null;
  return (
    <div className="mt-3 grid px-1 sm:flex">
      <DownloadAll urls={urls} title={job.title} look="secondary" />
    </div>
  );
}
