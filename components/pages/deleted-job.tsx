"use client";
import Link from "next/link";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { goneSentence } from "@/components/copy/deleting";
import { useDeleteJob } from "@/components/jobs/use-delete-job";
import { MessagePage } from "@/components/shell/message-page";
import { Button } from "@/components/ui/button";
import { isHidden } from "@/hooks/deleted-jobs";
import { undoMs } from "@/hooks/use-deletion";
import { useNow } from "@/hooks/use-now";
import type { JobView } from "@/lib/jobs/job-view";

interface Props {
  job: JobView;
  /** Whether it was deleted a moment ago. */
  canUndo: boolean;
}

/** In the place of a job that was deleted while its page was open, here or elsewhere. */
export function DeletedJob({ job, canUndo }: Props) {
  const { undo, tellOn } = useDeleteJob();
  const place = useRef<HTMLDivElement>(null);
  const [isOver, setIsOver] = useState(false);
  const isOpen = canUndo && !isOver;
  const now = useNow(isOpen ? 1_000 : null);
  const [since] = useState(() => Date.now());
  const leftS = Math.min(10, Math.max(1, Math.ceil((undoMs - ((now ?? since) - since)) / 1_000)));
  const leave = useEffectEvent((sinceMs: number) => {
    // The way back goes along with whoever leaves while there is one.
    if (canUndo && isHidden(job.id) && sinceMs < undoMs) tellOn(job, undoMs - sinceMs);
  });
  useEffect(() => {
    const [page, since] = [place.current, Date.now()];
    return () => {
      if (page?.isConnected !== true) leave(Date.now() - since);
    };
  }, []);
  useEffect(() => {
    const before = document.title;
    document.title = `Deleted · ${job.title} · Darkroom`;
    // What was focused is gone with the page.
    place.current?.focus();
    const timer = setTimeout(() => setIsOver(true), undoMs);
    return () => {
      clearTimeout(timer);
      document.title = before;
    };
  }, [job.title]);
  return (
    <div ref={place} tabIndex={-1} className="outline-none">
      <MessagePage title="Deleted" text={goneSentence(job, isOpen ? leftS : null)}>
        {isOpen && (
          <Button look="primary" onClick={() => void undo(job)}>
            Undo
          </Button>
        )}
        <Button asChild look={isOpen ? "secondary" : "primary"}>
          <Link href="/jobs">Go to your jobs</Link>
        </Button>
      </MessagePage>
    </div>
  );
}
