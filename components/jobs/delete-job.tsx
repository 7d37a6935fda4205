"use client";
import { Trash2 } from "lucide-react";
import { useState, type MouseEvent } from "react";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import { OnlineButton } from "./online-button";
import { Question } from "./question";
import { useDeleteJob } from "./use-delete-job";

interface Props {
  job: JobView;
  size?: "sm" | "md";
  className?: string;
  /** It is gone from what is seen. */
  onDeleted?: (() => void) | undefined;
  /** The page that it is on says that it is deleted, and how to undo that. */
  isToldByPage?: boolean;
}

/**
 * Deletes a job: at once where it was over when this was first shown, as that can be undone; else with a question, as work is
 * stopped by it, which cannot. The question stays what it is, and where, though the job ends meanwhile.
 */
export function DeleteJob({ job, size = "md", className, onDeleted, isToldByPage = false }: Props) {
  const { remove, removeQuietly } = useDeleteJob();
  const ask = (from: Element | null): void => {
    void (isToldByPage ? removeQuietly(job) : remove(job, from));
    onDeleted?.();
  };
  const [isOver] = useState(isTerminal(job.status));
  const button = (
    <OnlineButton
      size={size}
      look="quiet"
      className={className}
      {...(isOver && { onClick: ({ currentTarget }: MouseEvent) => ask(currentTarget) })}
    >
      <Trash2 aria-hidden />
      Delete
      <span className="sr-only"> {job.title}</span>
    </OnlineButton>
  );
  if (isOver) return button;
  return <Question about="delete" job={job} trigger={button} onConfirm={() => ask(cardOf(job.id))} />;
}

/** Where a card of this job is in a list, if it is in one. */
function cardOf(id: string): Element | null {
  return document.querySelector(`[data-job="${CSS.escape(id)}"]`);
}
