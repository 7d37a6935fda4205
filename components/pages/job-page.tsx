"use client";
import dynamic from "next/dynamic";
import { happening, isLate } from "@/components/copy/status";
import { CloseNote } from "@/components/jobs/close-note";
import { JobActs } from "@/components/jobs/job-acts";
import { KeepOrDelete } from "@/components/jobs/keep-or-delete";
import { LateWords } from "@/components/jobs/late-words";
import { Ledger } from "@/components/jobs/ledger";
import { Notices } from "@/components/jobs/notices";
import { SheetProgress } from "@/components/jobs/sheet-progress";
import { useShown } from "@/components/jobs/shown-jobs";
import { StageTimeline } from "@/components/jobs/stage-timeline";
import { TimeAxis } from "@/components/jobs/time-axis";
import { TimeLeft } from "@/components/jobs/time-left";
import { WasAsked } from "@/components/jobs/was-asked";
import { WithFace } from "@/components/kinds/faces";
import { insisting, nothing } from "@/components/kinds/insisting";
import type { KindFace } from "@/components/kinds/kind-face";
import { hasNothing } from "@/components/sheet/sheet-frame";
import { StageBeside } from "@/components/sheet/stage-beside";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { isGone, isSignedOut } from "@/hooks/api";
import { useDeletedJobs } from "@/hooks/deleted-jobs";
import { useJob } from "@/hooks/use-job";
import { useUnseen } from "@/hooks/use-unseen";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import { JobHeader } from "./job-header";
import { Tab } from "./tab";

// Most jobs have none of these.
const FailureActions = dynamic(
  insisting(async () => (await import("@/components/jobs/failure-actions")).FailureActions),
  { loading: nothing },
);
const WhatHappened = dynamic(
  insisting(async () => (await import("@/components/jobs/what-happened")).WhatHappened),
  { loading: nothing },
);
const Used = dynamic(
  insisting(async () => (await import("@/components/jobs/used")).Used),
  { ssr: false },
);
/** Known once the browser is asked; its place is kept. */
const TellWhenDone = dynamic(
  insisting(async () => (await import("@/components/jobs/tell-when-done")).TellWhenDone),
  { ssr: false, loading: () => <div className="min-h-11" /> },
);
const DeletedJob = dynamic(
  insisting(async () => (await import("./deleted-job")).DeletedJob),
  { loading: nothing },
);

/** What is lit of a job that takes longer than it should. */
const amber = "[--safelight:var(--safelight-end)]";

/** The page of one job. In source order as on a phone: title, sheet, time and steps, note, actions, ledger. */
export function JobPage({ initial }: { initial: JobView }) {
  const { job = initial, error, refresh } = useJob(initial.id, initial);
  useShown(job.id);
  const isHidden = useDeletedJobs().has(job.id);
  const isNone = isHidden || isGone(error);
  // For its tab, which is read from another one.
  useUnseen(!isNone && !isTerminal(job.status) && !isSignedOut(error), refresh);
  if (isNone) return <DeletedJob job={job} canUndo={isHidden} />;
  return (
    <>
      <Tab job={job} />
      <WithFace kind={job.kind}>{(face) => <FacedJob job={job} error={error} face={face} />}</WithFace>
    </>
  );
}

function FacedJob({ job, error, face }: { job: JobView; error: unknown; face: KindFace }) {
  const { Result, Sheet, Beside, Remedy, Room, isWide = false } = face;
  const isResultWide = isWide && job.status === "completed";
  const isTall = (face.isTall?.(job) ?? false) && !hasNothing(job);
  const [isOver, isCanceled, isOverdue] = [isTerminal(job.status), job.status === "canceled", isLate(job)];
  const again = Remedy ? <Remedy job={job} /> : <FailureActions job={job} />;
  const page = (
    <div
      className={cn(
        "grid grid-cols-[minmax(0,1fr)] gap-5 lg:grid-rows-[auto_auto_1fr] lg:gap-x-6.5",
        isTall
          ? ["md:grid-cols-[23rem_minmax(0,1fr)]", isOver && "md:max-lg:grid-rows-[auto_auto_1fr]"]
          : "lg:grid-cols-[minmax(0,1fr)_20.75rem]",
      )}
    >
      <div className={cn("grid gap-6", isTall ? "md:col-span-2" : "lg:col-span-2")}>
        <JobHeader job={job} />
        <Notices job={job} error={error} isBeside />
        {(isCanceled || job.status === "failed") && (
          <WhatHappened job={job} another={isCanceled ? <JobActs job={job} isPage /> : again} />
        )}
      </div>
      <output className="sr-only">{happening(job)}</output>
      <div
        className={cn(
          "min-w-0",
          isResultWide && "lg:col-span-2",
          isTall && (isOver ? "md:row-span-2" : "lg:row-span-2"),
        )}
      >
        {job.status === "completed" ? (
          <Result job={job} />
        ) : (
          <Card aria-label="Contact sheet" className="p-3.5 sm:p-5.5">
            <StageBeside isDeveloping>
              <Sheet job={job} />
              <div className={cn(isOverdue && amber)}>
                <SheetProgress job={job} />
                {Beside && <Beside job={job} />}
              </div>
            </StageBeside>
          </Card>
        )}
      </div>
      <div
        className={cn(
          "grid min-w-0 content-start gap-4",
          isTall
            ? // While it develops, its panel ends where the frame does.
              ["lg:grid-cols-2", !isOver && "md:max-lg:content-stretch"]
            : isResultWide
              ? "md:has-[>div>div>section]:grid-cols-2 lg:col-span-2"
              : [
                  "lg:sticky lg:top-6 lg:row-span-2 lg:self-start",
                  // Nothing but the steps and a button would leave half of it empty.
                  isOver ? "md:max-lg:has-[>div>div>section]:grid-cols-2" : "md:max-lg:grid-cols-2",
                ],
        )}
      >
        <Card
          aria-label="Time and steps"
          className={cn("grid content-start gap-6", isOverdue && ["border-safelight-end/35", amber])}
        >
          <TimeLeft job={job} />
          <StageTimeline job={job} />
        </Card>
        {/* What is pressed as a job ends is still there afterwards, with its question. */}
        <div className="flex min-w-0 flex-col gap-4">
          {!isOver && !isOverdue && <CloseNote job={job} />}
          {isOver && (
            <div className="-mb-2 grid grow empty:hidden">
              <Used job={job} />
            </div>
          )}
          <div
            className={cn(
              "flex flex-col gap-4",
              isOver ? "mt-auto px-5 sm:px-6" : "grow rounded-card border bg-tray p-5 *:last:mt-auto sm:p-6",
            )}
          >
            {isOverdue && (
              <p className="text-[0.9375rem] leading-relaxed">
                <LateWords job={job} />
              </p>
            )}
            {!isCanceled && <JobActs job={job} isPage />}
            {!isOver && <TellWhenDone jobId={job.id} />}
            <KeepOrDelete job={job} />
          </div>
        </div>
      </div>
      <div
        className={cn(
          "grid min-w-0 content-start gap-5",
          isResultWide && "lg:col-span-2",
          isTall && !isOver && "md:max-lg:col-span-2",
        )}
      >
        <TimeAxis job={job} />
        <WasAsked job={job} />
        <Ledger job={job} />
      </div>
    </div>
  );
  return Room ? <Room job={job}>{page}</Room> : page;
}
