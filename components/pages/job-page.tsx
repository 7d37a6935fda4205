"use client";
import dynamic from "next/dynamic";
import { happening, isLate } from "@/components/copy/status";
import { CloseNote } from "@/components/jobs/close-note";
import { JobActions } from "@/components/jobs/job-actions";
import { LateNote } from "@/components/jobs/late-note";
import { Ledger } from "@/components/jobs/ledger";
import { Notices } from "@/components/jobs/notices";
import { SheetProgress } from "@/components/jobs/sheet-progress";
import { useShown } from "@/components/jobs/shown-jobs";
import { StageTimeline } from "@/components/jobs/stage-timeline";
import { TimeAxis } from "@/components/jobs/time-axis";
import { TimeLeft } from "@/components/jobs/time-left";
import { WasAsked } from "@/components/jobs/was-asked";
import { WithFace } from "@/components/kinds/faces";
import { insisting } from "@/components/kinds/insisting";
import type { KindFace } from "@/components/kinds/kind-face";
import { StageBeside } from "@/components/sheet/stage-beside";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { isGone } from "@/hooks/api";
import { useDeletedJobs } from "@/hooks/deleted-jobs";
import { useJob } from "@/hooks/use-job";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import { JobHeader } from "./job-header";
import { Tab } from "./tab";

// Most jobs have none of these.
const FailureActions = dynamic(
  insisting(async () => (await import("@/components/jobs/failure-actions")).FailureActions),
);
const FailurePanel = dynamic(
  insisting(async () => (await import("@/components/jobs/failure-panel")).FailurePanel),
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
const DeletedJob = dynamic(insisting(async () => (await import("./deleted-job")).DeletedJob));

/** The page of one job. In source order as on a phone: title, sheet, time and steps, note, actions, ledger. */
export function JobPage({ initial }: { initial: JobView }) {
  const { job = initial, error } = useJob(initial.id, initial);
  useShown(job.id);
  const isHidden = useDeletedJobs().has(job.id);
  if (isHidden || isGone(error)) return <DeletedJob job={job} canUndo={isHidden} />;
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
  const again = Remedy ? <Remedy job={job} /> : <FailureActions job={job} />;
  const page = (
    <div className="grid gap-5 lg:grid-cols-[minmax(0,1fr)_20.75rem] lg:grid-rows-[auto_auto_1fr] lg:gap-x-6.5">
      <div className="grid gap-6 lg:col-span-2">
        <JobHeader job={job} />
        <Notices job={job} error={error} isBeside />
        {job.status === "failed" && <FailurePanel job={job} another={again} />}
      </div>
      <output className="sr-only">{happening(job)}</output>
      <div className={cn("min-w-0", isResultWide && "lg:col-span-2")}>
        {job.status === "completed" ? (
          <Result job={job} />
        ) : (
          <Card aria-label="Contact sheet" className="p-3.5 sm:p-5.5">
            <StageBeside>
              <Sheet job={job} />
              <div>
                {Beside && <Beside job={job} />}
                <SheetProgress job={job} />
              </div>
            </StageBeside>
          </Card>
        )}
      </div>
      <div
        className={cn(
          "grid content-start gap-4 lg:sticky lg:top-6 lg:self-start",
          isResultWide ? "lg:col-start-2 lg:row-start-3" : "lg:row-span-2",
        )}
      >
        {isLate(job) && <LateNote job={job} />}
        <Card aria-label="Time and steps" className="grid gap-6">
          <TimeLeft job={job} />
          <StageTimeline job={job} />
        </Card>
        {!isTerminal(job.status) && <CloseNote job={job} />}
        {!isTerminal(job.status) && <TellWhenDone jobId={job.id} />}
        {isTerminal(job.status) && (
          // What is to be done about a failure comes first.
          <div className={cn("empty:hidden", job.status !== "completed" && "order-last")}>
            <Used job={job} />
          </div>
        )}
        <JobActions job={job} />
      </div>
      <div
        className={cn("grid min-w-0 content-start gap-5", isResultWide && "lg:col-start-1 lg:row-start-3")}
      >
        <TimeAxis job={job} />
        <WasAsked job={job} />
        <Ledger job={job} />
      </div>
    </div>
  );
  return Room ? <Room job={job}>{page}</Room> : page;
}
