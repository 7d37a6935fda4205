"use client";
import { useState } from "react";
import { backNews, bulkNews } from "@/components/copy/bulk";
import { modelsGoing } from "@/components/copy/deleting";
import { toast } from "@/components/ui/toast";
import { inBulk, type BulkAction } from "@/hooks/bulk";
import { useRefreshLists } from "@/hooks/job-cache";
import { randomId } from "@/hooks/random-id";
import { useSendAction } from "@/hooks/use-job-actions";
import { undoMs, useDeletion } from "@/hooks/use-deletion";
import type { JobView } from "@/lib/jobs/job-view";
import { tellTogether } from "./told-together";

/** What is going on with many jobs: how many of them are done with. */
export interface Going {
  action: BulkAction;
  done: number;
  of: number;
}

interface Told {
  onGoing: (isGoing: boolean) => void;
  /** Of these nothing is left to be done. */
  onDone: (ids: string[]) => void;
}

/** Does one thing at a time with many jobs, and tells what came of it, with a way back where there is one. */
export function useBulkActions({ onGoing, onDone }: Told) {
  const [going, setGoing] = useState<Going | null>(null);
  const sendAction = useSendAction();
  const { removeOne, restoreOne } = useDeletion();
  const refreshLists = useRefreshLists();
  const refresh = () => refreshLists().catch(() => undefined);

  /** The same news goes on, with how that went. */
  async function undo(jobs: readonly JobView[], news: string): Promise<void> {
    const outcomes = await inBulk("delete", jobs, ({ id }) => restoreOne(id));
    const { title, reasons } = backNews(outcomes);
    const description = reasons === "" ? undefined : reasons;
    toast(title, { id: news, description, action: undefined, duration: 5_000 });
    await refresh();
  }

  async function run(action: BulkAction, jobs: readonly JobView[]): Promise<void> {
    if (going !== null) return;
    const tell = (done: number) => setGoing({ action, done, of: jobs.length });
    tell(0);
    onGoing(true);
    if (action === "cancel") for (const job of jobs) tellTogether(job);
    const send = async ({ id }: JobView) => (action === "delete" ? removeOne(id) : sendAction(id, action));
    const outcomes = await inBulk(action, jobs, send, tell);
    setGoing(null);
    onGoing(false);
    const { title, reasons } = bulkNews(action, outcomes);
    const deleted = action === "delete" ? jobs.filter(({ id }) => outcomes.get(id) === "done") : [];
    const about = [reasons, modelsGoing(deleted)].filter(Boolean).join(" ");
    const news = randomId();
    toast(title, {
      id: news,
      description: about === "" ? undefined : about,
      // As long as the last of them can be put back: how many of the first could not is said then.
      duration: undoMs,
      ...(deleted.length > 0 && {
        action: {
          label: "Undo",
          onClick: (event) => {
            event.preventDefault();
            void undo(deleted, news);
          },
        },
      }),
    });
    onDone([...outcomes].flatMap(([id, outcome]) => (typeof outcome === "object" ? [] : [id])));
    await refresh();
  }
  return { run, going };
}
