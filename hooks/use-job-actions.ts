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

/** A question that was answered: the job as it was known, and as it is. */
export interface Asked {
  before: JobView;
  answer: JobView;
}

/** Sends one of them, and has all that is shown here know its answer; lists are to be asked for again. Throws `ApiError`. */
export function useSendAction(): (id: string, action: JobAction) => Promise<JobView> {
  const { mutate } = useSWRConfig();
  const share = useShareJob();
  return useCallback(
    async (id, action) => {
      const answer = await postJson<JobView>(`${jobKey(id)}/${paths[action]}`);
      await mutate(jobKey(id), answer, { revalidate: false });
      if (action !== "check") tellOtherTabs(id);
      share(answer);
      return answer;
    },
    [mutate, share],
  );
}

/**
 * Check, cancel and retry. `busy` says which is under way, `problem` what went wrong with the last, `asked` what came of
 * it if it was a check.
 */
export function useJobActions(job: JobView) {
  const { id } = job;
  const send = useSendAction();
  const refreshLists = useRefreshLists();
  const [busy, setBusy] = useState<JobAction | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);

  async function run(action: JobAction): Promise<void> {
    setBusy(action);
    setProblem(null);
    setAsked(null);
    try {
      const answer = await send(id, action);
      if (action === "check") setAsked({ before: job, answer });
      await refreshLists();
    } catch (error) {
      setProblem(errorSentence(error));
    } finally {
      setBusy(null);
    }
  }
  return { run, busy, problem, asked };
}
