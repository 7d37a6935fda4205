"use client";
import { Ban, CopyPlus, Eye, RefreshCw, RotateCcw, Star, Trash2 } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useIsLeftInPeace } from "@/components/jobs/check-button";
import { QuestionRoom, type QuestionProps } from "@/components/jobs/question-room";
import { useDeleteJob } from "@/components/jobs/use-delete-job";
import { useToldFavourite } from "@/components/jobs/use-told-favourite";
import { afterPainting } from "@/components/ui/after-painting";
import { Menu, MenuItem } from "@/components/ui/dropdown-menu";
import type { Opened } from "@/components/ui/late";
import type { useJobActions } from "@/hooks/use-job-actions";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import { cardActs, type CardAct } from "./card-acts";
import { DownloadItem } from "./download-item";

export interface JobMenuProps extends Pick<ReturnType<typeof useJobActions>, "run" | "busy"> {
  job: JobView;
  onShowProgress?: ((job: JobView) => void) | undefined;
}

/**
 * The menu of a job's card; what has a button on the card where that is wide is left out there. Made once it is first opened. To
 * stop work is asked about first; deleting what is over can be undone.
 */
export function JobMenuRoom({ job, run, busy, onShowProgress, ...opened }: JobMenuProps & Opened) {
  const [asks, setAsks] = useState<QuestionProps["about"] | null>(null);
  const { remove } = useDeleteJob();
  const { isFavourite, toggle } = useToldFavourite(job);
  const waits = useIsLeftInPeace(job);
  const { first, rest } = cardActs(job);
  const ask = (about: QuestionProps["about"]) => afterPainting(() => setAsks(about));
  const removeIt = () => void remove(job, document.querySelector(`[data-job="${CSS.escape(job.id)}"]`));
  const named = <span className="sr-only"> {job.title}</span>;

  const item = (act: CardAct) => {
    // On a wide card these have buttons.
    const className = act === first || act === "check" ? "sm:hidden" : "";
    switch (act) {
      case "check":
        return (
          <MenuItem
            key={act}
            className={className}
            disabled={busy !== null || waits}
            onSelect={() => void run("check")}
          >
            <RefreshCw aria-hidden /> Check status
            <span className="sr-only"> of {job.title}</span>
          </MenuItem>
        );
      case "cancel":
        return (
          <MenuItem key={act} className={className} onSelect={() => ask("cancel")}>
            <Ban aria-hidden /> Cancel{named}
          </MenuItem>
        );
      case "retry":
        return (
          <MenuItem
            key={act}
            className={className}
            disabled={busy !== null}
            onSelect={() => void run("retry")}
          >
            <RotateCcw aria-hidden /> Retry{named}
          </MenuItem>
        );
      case "another":
        return (
          <MenuItem key={act} asChild className={className}>
            <Link href={`/new/${job.kind}?like=${job.id}`} prefetch={false}>
              <CopyPlus aria-hidden /> {first === act ? "Start a new one" : "Another"}
              <span className="sr-only"> like {job.title}</span>
            </Link>
          </MenuItem>
        );
      case "download":
        return <DownloadItem key={act} className={className} job={job} />;
      case "open":
        return null;
    }
  };
  return (
    <>
      <Menu {...opened}>
        {[first, ...rest].map(item)}
        {first === "check" && onShowProgress && (
          <MenuItem className="sm:hidden" onSelect={() => afterPainting(() => onShowProgress(job))}>
            <Eye aria-hidden /> Show progress<span className="sr-only"> of {job.title}</span>
          </MenuItem>
        )}
        {job.status === "completed" && (
          <MenuItem className="sm:hidden" onSelect={() => void toggle()}>
            <Star aria-hidden /> {isFavourite ? "No favourite any more" : "Favourite"}
          </MenuItem>
        )}
        <DeleteItem job={job} onAsk={() => ask("delete")} onDelete={removeIt} />
      </Menu>
      {asks !== null && (
        <QuestionRoom
          about={asks}
          job={job}
          trigger={null}
          isByKey={false}
          onConfirm={asks === "delete" ? removeIt : () => void run("cancel")}
          onClose={() => setAsks(null)}
        />
      )}
    </>
  );
}

/** It asks first where the job was under way as the menu was opened: what is offered stays, though the job ends meanwhile. */
function DeleteItem({ job, onAsk, onDelete }: { job: JobView; onAsk: () => void; onDelete: () => void }) {
  const [isOver] = useState(isTerminal(job.status));
  return (
    <MenuItem onSelect={isOver ? onDelete : onAsk}>
      <Trash2 aria-hidden /> Delete<span className="sr-only"> {job.title}</span>
    </MenuItem>
  );
}
