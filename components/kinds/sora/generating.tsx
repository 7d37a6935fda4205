"use client";
import { Download } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { happening } from "@/components/copy/status";
import { leftNote } from "@/components/copy/time-left";
import { downloadUrl } from "@/components/jobs/download";
import { WhatHappened } from "@/components/jobs/what-happened";
import { JobActs } from "@/components/jobs/job-acts";
import { KeepOrDelete } from "@/components/jobs/keep-or-delete";
import { Notices } from "@/components/jobs/notices";
import { SheetProgress } from "@/components/jobs/sheet-progress";
import { useShown } from "@/components/jobs/shown-jobs";
import { isFinal, StartNew } from "@/components/jobs/start-new";
import { StatusBadge } from "@/components/jobs/status-badge";
import { useTimeLeft } from "@/components/jobs/use-time-left";
import { insisting } from "@/components/kinds/insisting";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Dialog, DialogFoot, DialogMiddle } from "@/components/ui/dialog";
import { useJob } from "@/hooks/use-job";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import { VideoPlayer } from "./player";
import { VideoSheet } from "./sheet";

// Nobody needs it before there is something to be told of.
const TellWhenDone = dynamic(
  insisting(async () => (await import("@/components/jobs/tell-when-done")).TellWhenDone),
  { ssr: false },
);

/** Before the page while a video develops. Closing it stops nothing. */
export function GeneratingDialog({ job, onClose }: { job: JobView | null; onClose: () => void }) {
  return (
    <Dialog open={job !== null} onClose={onClose} title={job?.title ?? ""}>
      {job && <Generating key={job.id} initial={job} onClose={onClose} />}
    </Dialog>
  );
}

/** A video from the wait to the player, or to what went wrong and another try. */
function Generating({ initial, onClose }: { initial: JobView; onClose: () => void }) {
  const { job = initial, error } = useJob(initial.id, initial);
  useShown(job.id);
  const active = !isTerminal(job.status);
  const url = job.status === "completed" ? (job.frames[0]?.url ?? null) : null;
  const left = useTimeLeft(job);
  return (
    <>
      <DialogMiddle>
        <div
          className={cn(
            "grid grid-cols-[minmax(0,1fr)] gap-4",
            // While there is more to read under it, that is in sight.
            active ? "[--tallest:max(10rem,min(26rem,calc(94dvh-34rem)))]" : "[--tallest:min(26rem,40dvh)]",
          )}
        >
          <div className="flex flex-wrap items-center gap-x-3.5 gap-y-2 text-sm text-soft">
            <StatusBadge job={job} />
            {job.attempt > 1 && <span>attempt {job.attempt}</span>}
            {job.priority !== "normal" && <span>{job.priority} priority</span>}
          </div>
          <output className="sr-only">{happening(job)}</output>
          <Notices job={job} error={error} />
          <WhatHappened job={job} another={isFinal(job) && <StartNew job={job} size="md" look="primary" />} />
          {job.status === "completed" ? (
            <VideoPlayer job={job} />
          ) : (
            <div>
              <VideoSheet job={job} />
              {active && job.queue === null && <SheetProgress job={job} />}
            </div>
          )}
          {active && left && (
            <p className="-mt-2 px-1 text-sm text-soft">
              Time left: {left}. {leftNote(job)}
            </p>
          )}
          {active && (
            <p className="px-1 text-[0.9375rem] text-soft">
              Generation will continue in background. You can close this.
            </p>
          )}
          {active && (
            <div className="px-1 empty:hidden">
              <TellWhenDone jobId={job.id} />
            </div>
          )}
        </div>
      </DialogMiddle>
      <DialogFoot>
        <div className="grid gap-2.5">
          <JobActs job={job} />
          <KeepOrDelete job={job} onDeleted={onClose} />
        </div>
        <div className="flex flex-wrap gap-3">
          {url && (
            <Button asChild look="primary">
              <a href={downloadUrl(url)} download>
                <Download aria-hidden />
                Download
              </a>
            </Button>
          )}
          <Button asChild>
            <Link href={`/jobs/${job.id}`}>Open its page</Link>
          </Button>
          <Button className="ml-auto" onClick={onClose}>
            Close
          </Button>
        </div>
      </DialogFoot>
    </>
  );
}
