"use client";
import { mendSentence } from "@/components/copy/mend";
import { isLate, queueSentence } from "@/components/copy/status";
import { SignedOut } from "@/components/session/signed-out";
import { Note } from "@/components/ui/note";
import { When } from "@/components/ui/when";
import { errorSentence, isSignedOut } from "@/hooks/api";
import { recoverAfter } from "@/hooks/schedule";
import { useOnline } from "@/hooks/use-awake";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import { Countdown } from "./countdown";
import { RemovalNote } from "./removal-note";

/** What makes this job slower or less certain than usual, each in its own note. Nothing when all is well. */
export function Notices({ job, error }: { job: JobView; error: unknown }) {
  const online = useOnline();
  const active = !isTerminal(job.status);
  const queue = queueSentence(job);
  return (
    <output className="grid gap-3 empty:hidden">
      {!online && (
        <Note tone="warm">
          You are offline. This is what we knew <Known job={job} />; the page catches up by itself when you
          are back.
        </Note>
      )}
      {online && error !== undefined && <Unreachable error={error} />}
      {queue && <Note tone="warm">{queue}</Note>}
      {active && job.delay && (
        <Note tone="warm">
          {job.delay.message} {job.delay.code === "retrying" ? "The next attempt begins" : "Next try"}{" "}
          <Countdown until={job.delay.until} />. {mendSentence(job.delay.code)}
        </Note>
      )}
      <RemovalNote job={job} />
      {active && isLate(job) && (
        <Note tone="warm">
          This takes longer than it should. We keep asking, less often, and end it with a reason if nothing
          comes.
        </Note>
      )}
    </output>
  );
}

function Unreachable({ error }: { error: unknown }) {
  if (isSignedOut(error)) return <SignedOut />;
  const comesBack = recoverAfter(error, 0, 0) !== null;
  return (
    <Note tone="warm">
      {errorSentence(error)} {comesBack && "This page keeps asking by itself; the job goes on."}
    </Note>
  );
}

function Known({ job }: { job: JobView }) {
  return <When at={job.checkedAt ?? job.updatedAt} as="ago" />;
}
