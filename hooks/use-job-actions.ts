"use client";
import { useCallback, useState } from "react";
import { useSWRConfig } from "swr";
import type { JobView } from "@/lib/jobs/job-view";
import { errorSentence, postJson } from "./api";
import { jobKey, useRefreshLists, useShareJob } from "./job-cache";
import { tellOtherTabs } from "./other-tabs";

export type JobAction = "check" | "cancel" | "retry";

const paths = { check: "auto-update", cancel: "cancel", retry: "retry" } as const satisfies Record<
  JobAction,
  string
>;

/** Check, cancel and retry. `busy` says which is under way, `problem` what went wrong with the last. */
export function useJobActions(id: string) {
  const { mutate } = useSWRConfig();
  const share = useShareJob();
  const refreshLists = useRefreshLists();
  const [busy, setBusy] = useState<JobAction | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  const run = useCallback(
    async (action: JobAction): Promise<JobView | null> => {
      setBusy(action);
      setProblem(null);
      try {
        const job = await postJson<JobView>(`${jobKey(id)}/${paths[action]}`);
        await mutate(jobKey(id), job, { revalidate: false });
        if (action !== "check") tellOtherTabs(id);
        share(job);
        await refreshLists();
        return job;
      } catch (error) {
        setProblem(errorSentence(error));
        return null;
      } finally {
        setBusy(null);
      }
    },
    [id, mutate, share, refreshLists],
  );
  return { run, busy, problem };
}
