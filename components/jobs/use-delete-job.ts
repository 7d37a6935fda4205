"use client";
import { deletedNews } from "@/components/copy/deleting";
import { afterPainting } from "@/components/ui/after-painting";
import { toast } from "@/components/ui/toast";
import { errorSentence } from "@/hooks/api";
import { keepDeletion } from "@/hooks/kept-deletions";
import { undoMs, useDeletion } from "@/hooks/use-deletion";
import type { JobView } from "@/lib/jobs/job-view";
import { nameOf, tellDeleted, undoDeletion } from "./deleted-news";

/** Deletes jobs, and says so with a way back, wherever its reader goes meanwhile. */
export function useDeleteJob() {
  const { remove: removeIt, restore } = useDeletion();

  const undo = (job: JobView): Promise<void> => undoDeletion(job, restore);

  const remove = (job: JobView): Promise<void> => {
    const until = Date.now() + undoMs;
    return removeIt(job.id, () =>
      keepDeletion({ id: job.id, title: job.title, about: deletedNews(job), until }),
    );
  };

  /** The news that it is deleted, with the way back for as long as there is one. */
  const tell = (job: JobView, gone: Promise<void>, duration = undoMs): void => {
    const { id, title } = job;
    tellDeleted({ id, title, about: deletedNews(job) }, duration, () => void gone.then(() => undo(job)));
  };

  /** Says nothing but that it failed: whoever has it deleted says the rest. */
  const removeQuietly = async (job: JobView, gone = remove(job)): Promise<void> => {
    await gone.catch((error: unknown) => {
      toast("It could not be deleted", {
        id: nameOf(job.id),
        description: errorSentence(error),
        action: undefined,
        duration: 10_000,
      });
    });
  };

  /** `from` is what was pressed, or the card that it is of: whoever pressed it goes on with the next one. */
  const removeWithUndo = async (job: JobView, from: Element | null): Promise<void> => {
    const next = neighbourOf(from);
    const gone = remove(job);
    afterPainting(() => next?.focus());
    tell(job, gone);
    await removeQuietly(job, gone);
  };
  /** For whoever leaves the page that has said it so far. */
  const tellOn = (job: JobView, duration: number): void => tell(job, Promise.resolve(), duration);
  return { remove: removeWithUndo, removeQuietly: (job: JobView) => removeQuietly(job), undo, tellOn };
}

/** The title of the card after this one in its list, else of the one before it; `null` where it is in none, or alone. */
function neighbourOf(from: Element | null): HTMLElement | null {
  const item = from?.closest("li");
  const next = item?.nextElementSibling ?? item?.previousElementSibling;
  return next?.querySelector("a") ?? null;
}
