"use client";
import { deleteSentence } from "@/components/copy/deleting";
import { cancelSentence } from "@/components/copy/endings";
import { AlertDialogRoom } from "@/components/ui/alert-dialog-room";
import type { Opened } from "@/components/ui/late";
import type { JobView } from "@/lib/jobs/job-view";

const questions = {
  cancel: {
    title: "Cancel this job?",
    text: cancelSentence,
    keep: "Keep it going",
    confirm: "Cancel the job",
  },
  delete: { title: "Delete this job?", text: deleteSentence, keep: "Keep it", confirm: "Delete it" },
} as const;

export interface QuestionProps {
  about: keyof typeof questions;
  job: JobView;
  onConfirm: () => void;
  /** It was answered, one way or the other. */
  onClose?: () => void;
}

/** What is asked before work is stopped, with what that costs. */
export function QuestionRoom({ about, job, trigger, ...told }: QuestionProps & Opened) {
  const question = questions[about];
  return (
    <AlertDialogRoom {...question} about={job.title} text={question.text(job)} trigger={trigger} {...told} />
  );
}
