"use client";
import { useCallback, useMemo } from "react";
import { useSWRConfig } from "swr";
import type { JobView } from "@/lib/jobs/job-view";
import { isGone, postJson, sendJson } from "./api";
import { hideJob, unhideJob } from "./deleted-jobs";
import { jobKey, useRefreshLists, useShareJob } from "./job-cache";
import { tellOtherTabs } from "./other-tabs";

/** How long a deletion can be undone, in milliseconds, as the server has it (see the answer of `DELETE /api/jobs/:id`). */
export const undoMs = 10_000;

/**
 * Deletes a job, and takes that back; `removeOne` and `restoreOne` of many, after which the lists are to be asked for again. All
 * throw `ApiError`.
 */
export function useDeletion() {
  const { mutate } = useSWRConfig();
  const share = useShareJob();
  const refreshLists = useRefreshLists();

  /** It is gone from what is seen at once; where it could not be deleted it is there again. One that is gone already is as good. */
  const removeOne = useCallback(async (id: string): Promise<void> => {
    hideJob(id);
    try {
      await sendJson("DELETE", jobKey(id));
    } catch (error) {
      if (!isGone(error)) {
        unhideJob(id);
        throw error;
      }
    }
    tellOtherTabs(id, true);
  }, []);

  const restoreOne = useCallback(
    async (id: string): Promise<void> => {
      const job = await postJson<JobView>(`${jobKey(id)}/restore`);
      await mutate(jobKey(id), job, { revalidate: false });
      unhideJob(id);
      share(job);
      tellOtherTabs(id);
    },
    [mutate, share],
  );

  return useMemo(() => {
    const refresh = () => refreshLists().catch(() => undefined);
    return {
      removeOne,
      restoreOne,
      /** `onGone` is called once the server has deleted it. */
      remove: async (id: string, onGone: () => void): Promise<void> => {
        await removeOne(id);
        onGone();
        await refresh();
      },
      restore: async (id: string): Promise<void> => {
        await restoreOne(id);
        await refresh();
      },
    };
  }, [removeOne, restoreOne, refreshLists]);
}
