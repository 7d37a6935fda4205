"use client";
import { postJson } from "@/hooks/api";
import { keptDeletions } from "@/hooks/deletions-again";
import { jobKey } from "@/hooks/job-cache";
import { dropDeletion } from "@/hooks/kept-deletions";
import { tellOtherTabs } from "@/hooks/other-tabs";
import { tellDeleted, undoDeletion } from "./deleted-news";

/** On a page that was loaded anew: what was deleted in its tab a moment ago, with the way back for the seconds that are left. */
export function tellDeletedAgain(): void {
  const now = Date.now();
  for (const deletion of keptDeletions(now))
    tellDeleted(deletion, deletion.until - now, () => void undoDeletion(deletion, restore));
}

async function restore(id: string): Promise<void> {
  await postJson(`${jobKey(id)}/restore`);
  dropDeletion(id);
  // What this page shows listens too.
  tellOtherTabs(id);
  // The job's own page was answered that there is none.
  if (location.pathname.endsWith(`/${id}`)) location.reload();
}
