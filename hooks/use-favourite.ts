"use client";
import { useState } from "react";
import { useSWRConfig } from "swr";
import type { JobView } from "@/lib/jobs/job-view";
import { errorSentence, sendJson } from "./api";
import { isNewer, jobKey, useRefreshLists, useShareJob } from "./job-cache";
import { tellOtherTabs } from "./other-tabs";

/**
 * Whether a job is a favourite, as it is seen at once, and what makes it one or none; `problem` is why the last change did
 * not come about. A key that does the same calls `toggle`.
 */
export function useFavourite(job: JobView) {
  const { id } = job;
  const { mutate } = useSWRConfig();
  const share = useShareJob();
  const refreshLists = useRefreshLists();
  /** What was asked for last, until it is answered. */
  const [wanted, setWanted] = useState<boolean | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const isFavourite = wanted ?? job.isFavourite;

  async function toggle(): Promise<void> {
    if (wanted !== null) return;
    const next = !job.isFavourite;
    setWanted(next);
    setProblem(null);
    try {
      const answer = await sendJson<JobView>(next ? "PUT" : "DELETE", `${jobKey(id)}/favourite`);
      const newest = (known: JobView | undefined) => (known && !isNewer(answer, known) ? known : answer);
      await mutate(jobKey(id), newest, { revalidate: false });
      share(answer);
      tellOtherTabs(id);
      await refreshLists().catch(() => undefined);
    } catch (error) {
      setProblem(errorSentence(error));
    } finally {
      setWanted(null);
    }
  }
  return { isFavourite, toggle, problem };
}
