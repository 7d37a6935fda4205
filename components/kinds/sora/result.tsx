"use client";
import { OwnPicture } from "@/components/ui/own-picture";
import { Download } from "lucide-react";
import Link from "next/link";
import { downloadUrl } from "@/components/jobs/download";
import { StageBeside } from "@/components/sheet/stage-beside";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { JobView } from "@/lib/jobs/job-view";
import { smallAddress } from "@/lib/jobs/small-picture";
import { isSaidByTitle, VideoAsked } from "./beside";
import { isTall, videoOf } from "./input";
import { VideoPlayer } from "./player";

/** The finished video: the player, what it was asked for, and what can be done with it. */
export function VideoResult({ job }: { job: JobView }) {
  const { image } = videoOf(job);
  // Under a film as wide as the page its title stands near enough.
  const isAsked = isTall(job) || !isSaidByTitle(job);
  const url = job.frames[0]?.url ?? null;
  return (
    <Card aria-label="Result" className="p-3.5 sm:p-5.5">
      <StageBeside className="gap-5">
        <VideoPlayer job={job} />
        <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
          <div className="flex items-start gap-4 px-1 empty:hidden">
            {image && (
              <OwnPicture
                src={smallAddress(`/api/uploads/${image}`, 256)}
                alt="What it started from"
                className="h-20 w-15 shrink-0 rounded-frame object-cover"
              />
            )}
            {isAsked && <VideoAsked job={job} className="line-clamp-10 min-w-0 text-xl" />}
          </div>
          <div className="flex flex-wrap gap-2.5 px-1 @max-lg:*:grow">
            {url && (
              <Button asChild look="primary">
                <a href={downloadUrl(url)} download>
                  <Download aria-hidden />
                  Download
                </a>
              </Button>
            )}
            <Button asChild>
              <Link href={`/new/sora?like=${job.id}`}>Make another like this</Link>
            </Button>
          </div>
        </div>
      </StageBeside>
    </Card>
  );
}
