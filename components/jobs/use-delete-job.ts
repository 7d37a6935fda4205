"use client";
import { deletedNews } from "@/components/copy/deleting";
import { afterPainting } from "@/components/ui/after-painting";
import { toast } from "@/components/ui/toast";
import { errorSentence, isGone } from "@/hooks/api";
import { undoMs, useDeletion } from "@/hooks/use-deletion";
import type { JobView } from "@/lib/jobs/job-view";

/** Deletes jobs, and says so with a way back, wherever its reader goes meanwhile. */
export function useDeleteJob() {
  const { remove, restore } = useDeletion();

  const undo = async ({ id, title }: JobView): Promise<void> => {
    try {
      await restore(id);
      toast("It is back", { id: nameOf(id), description: title, action: undefined, duration: 5_000 });
    } catch (error) {
      const description = isGone(error) ? "Ten seconds are over: it is gone for good." : errorSentence(error);
      toast("It could not be brought back", { id: nameOf(id), description, action: undefined });
    }
  };

  /** The news that it is deleted, with the way back for as long as there is one. */
  const tell = (job: JobView, gone: Promise<void>, duration = undoMs): void => {
    toast("Deleted", {
      id: nameOf(job.id),
      description: deletedNews(job),
      duration,
      action: {
        label: "Undo",
        onClick: (event) => {
          // The same news goes on, with how that went.
          event.preventDefault();
          void gone.then(() => undo(job));
        },
      },
    });
  };

  /** Says nothing but that it failed: whoever has it deleted says the rest. */
  const removeQuietly = async (job: JobView, gone = remove(job.id)): Promise<void> => {
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
    const gone = remove(job.id);
    afterPainting(() => next?.focus());
    tell(job, gone);
    await removeQuietly(job, gone);
  };
  /** For whoever leaves the page that has said it so far. */
  const tellOn = (job: JobView, duration: number): void => tell(job, Promise.resolve(), duration);
  return { remove: removeWithUndo, removeQuietly: (job: JobView) => removeQuietly(job), undo, tellOn };
}

const nameOf = (id: string): string => `deleted ${id}`;

/** The title of the card after this one in its list, else of the one before it; `null` where it is in none, or alone. */
function neighbourOf(from: Element | null): HTMLElement | null {
  const item = from?.closest("li");
  const next = item?.nextElementSibling ?? item?.previousElementSibling;
  return next?.querySelector("a") ?? null;
}
