"use client";
import { mendSentence } from "@/components/copy/mend";
import { offlineWords } from "@/components/copy/live";
import { isLate, queueSentence } from "@/components/copy/status";
import { SignedOut } from "@/components/session/signed-out";
import { Note } from "@/components/ui/note";
import { errorSentence, isSignedOut } from "@/hooks/api";
import { recoverAfter } from "@/hooks/schedule";
import { useOnline } from "@/hooks/use-awake";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import { Countdown } from "./countdown";
import { LateWords } from "./late-words";
import { RemovalNote } from "./removal-note";

interface Props {
  job: JobView;
  error: unknown;
  /** Its place in line, and that it is late, stand elsewhere on the page. */
  isBeside?: boolean;
}

/** What makes this job slower or less certain than usual, each in its own note. Nothing when all is well. */
export function Notices({ job, error, isBeside = false }: Props) {
  const online = useOnline();
  const active = !isTerminal(job.status);
  const queue = queueSentence(job);
  return (
    <output className="grid gap-3 empty:hidden">
      {!online && (
        <Note tone="warm">
          {/* The sign of it at the top of the page, in amber. */}
          <span
            aria-hidden
            className="mr-2.5 inline-block size-2.5 rounded-full border-2 border-safelight-end"
          />
          {offlineWords(active)}
        </Note>
      )}
      {online && error !== undefined && <Unreachable error={error} />}
      {queue && !isBeside && <Note>{queue}</Note>}
      {active && job.delay && (
        <Note tone="warm">
          {job.delay.message} {job.delay.code === "retrying" ? "The next attempt begins" : "Next try"}{" "}
          <Countdown until={job.delay.until} />. {mendSentence(job.delay.code)}
        </Note>
      )}
      <RemovalNote job={job} />
      {active && isLate(job) && !isBeside && (
        <Note tone="warm">
          It takes longer than usual. <LateWords job={job} />
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
