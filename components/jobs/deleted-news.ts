"use client";
import { toast } from "@/components/ui/toast";
import { errorSentence, isGone } from "@/hooks/api";

interface Deleted {
  id: string;
  title: string;
  /** What is said of it. */
  about: string;
}

/** The name of all news of one deletion: they take each other's place. */
export const nameOf = (id: string): string => `deleted ${id}`;

/** The news that a job is deleted, with the way back for so many milliseconds. */
export function tellDeleted({ id, about }: Deleted, duration: number, undo: () => void): void {
  toast("Deleted", {
    id: nameOf(id),
    description: about,
    duration,
    action: {
      label: "Undo",
      onClick: (event) => {
        // The same news goes on, with how that went.
        event.preventDefault();
        undo();
      },
    },
  });
}

/** Takes a deletion back by `restore`, and says how that went. */
export async function undoDeletion(
  { id, title }: Omit<Deleted, "about">,
  restore: (id: string) => Promise<void>,
): Promise<void> {
  try {
    await restore(id);
    toast("It is back", { id: nameOf(id), description: title, action: undefined, duration: 5_000 });
  } catch (error) {
    const description = isGone(error) ? "Ten seconds are over: it is gone for good." : errorSentence(error);
    toast("It could not be brought back", { id: nameOf(id), description, action: undefined });
  }
}
