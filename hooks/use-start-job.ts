"use client";
import { useContext, useState } from "react";
import { useSWRConfig } from "swr";
import type { Priority } from "@/lib/jobs/job";
import type { KindName } from "@/lib/jobs/kind-name";
import type { JobView } from "@/lib/jobs/job-view";
import { ApiError, errorSentence, postJson } from "./api";
import { noticeBatches } from "./batch-polling";
import { jobKey, useRefreshLists } from "./job-cache";
import { tellOtherTabs } from "./other-tabs";
import { StartKeys } from "./start-keys";
import { DraftOwner, keptText } from "./use-draft";

/** A priority as a form kept it; anything else is normal. */
export function toPriority(kept: string): Priority {
  return kept === "high" || kept === "low" ? kept : "normal";
}

/**
 * Starts jobs of a kind. Pressing twice, or the same again after a lost answer, makes one job; so does the same again after a reload,
 * within ten minutes, where what is filled in is kept as the `draft` of that name.
 */
export function useStartJob(kind: KindName, draft?: string) {
  const { mutate } = useSWRConfig();
  const refreshLists = useRefreshLists();
  const [state, setState] = useState<"open" | "sending" | "sent">("open");
  const [problem, setProblem] = useState<string | null>(null);
  const owner = useContext(DraftOwner);
  const [keys] = useState(
    () => new StartKeys(draft === undefined ? null : keptText(owner, `sent from ${draft}`)),
  );

  async function start(input: Record<string, unknown>, kept: string): Promise<JobView | null> {
    if (state !== "open") return null;
    setState("sending");
    setProblem(null);
    const priority = toPriority(kept);
    const body = { kind, input, ...(priority === "normal" ? {} : { priority }) };
    const sent = JSON.stringify(body);
    try {
      const job = await postJson<JobView>("/api/jobs", body, { "Idempotency-Key": keys.of(sent) });
      keys.forget(sent);
      setState("sent");
      await mutate(jobKey(job.id), job, { revalidate: false });
      noticeBatches(job);
      void refreshLists();
      tellOtherTabs(job.id);
      return job;
    } catch (error) {
      setState("open");
      if (error instanceof ApiError && error.status === 409) keys.forget(sent);
      setProblem(errorSentence(error));
      return null;
    }
  }

  /** Makes the form ready for another job. */
  function reopen() {
    keys.forgetAll();
    setState("open");
  }

  return { state, problem, start, reopen };
}
