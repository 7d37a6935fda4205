"use client";
import { SignedOut } from "@/components/session/signed-out";
import { Note } from "@/components/ui/note";
import { When } from "@/components/ui/when";
import { isSignedOut } from "@/hooks/api";
import { useOnline } from "@/hooks/use-online";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import { Countdown } from "./countdown";
import { queueSentence } from "./queue-words";

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
      {online && error !== undefined && <Trouble error={error} />}
      {queue && <Note tone="warm">{queue}</Note>}
      {active && job.delay && (
        <Note tone="warm">
          <Delayed delay={job.delay} />
        </Note>
      )}
      {active && job.overdue && (
        <Note tone="warm">
          This takes longer than it should. We keep asking, less often, and end it with a reason if nothing
          comes.
        </Note>
      )}
    </output>
  );
}

function Delayed({ delay }: { delay: NonNullable<JobView["delay"]> }) {
  const until = <Countdown until={delay.until} />;
  switch (delay.code) {
    case "retrying":
      return (
        <>
          {delay.message} The next attempt begins {until}.
        </>
      );
    case "provider_paused":
      return (
        <>
          {delay.message} Nothing is lost and nothing is paid twice. Next try {until}.
        </>
      );
    default:
      return (
        <>
          {delay.message} Nothing is lost and nothing is paid twice; we ask again {until}.
        </>
      );
  }
}

function Trouble({ error }: { error: unknown }) {
  if (isSignedOut(error)) return <SignedOut />;
  return (
    <Note tone="warm">We cannot reach Darkroom just now. We try again by ourselves; the job goes on.</Note>
  );
}

function Known({ job }: { job: JobView }) {
  return <When at={job.checkedAt ?? job.updatedAt} as="ago" />;
}
