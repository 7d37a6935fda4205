"use client";
import { useSWRConfig } from "swr";
import type { JobView } from "@/lib/jobs/job-view";
import { ApiError, errorSentence, getJson, postJson } from "./api";
import { jobKey, useRefreshLists, useShareJob } from "./job-cache";
import { tellOtherTabs } from "./other-tabs";

/** What is to be made anew of a scene: a field that is there is made anew, the same words too. */
export interface SceneChange {
  narration?: string;
  picturePrompt?: string;
}

/** What was asked for: `attempt` is the one that whoever asked had seen. */
export interface Remake {
  scene: number;
  attempt: number;
  change: SceneChange;
}

/** What came of it. Where it has not begun, `attempt` is the one that is known by now. */
export type Remade = { hasBegun: true } | { hasBegun: false; problem: string; attempt: number };

/** Has one scene of an ended story made anew, once for each attempt that was seen. */
export function useRemake(jobId: string) {
  const { mutate } = useSWRConfig();
  const share = useShareJob();
  const refreshLists = useRefreshLists();

  async function show(job: JobView): Promise<void> {
    await mutate(jobKey(jobId), job, { revalidate: false });
    share(job);
  }

  return async ({ scene, attempt, change }: Remake): Promise<Remade> => {
    let outcome: Remade = { hasBegun: true };
    try {
      await show(await postJson<JobView>(`${jobKey(jobId)}/scenes/${scene}`, { ...change, attempt }));
    } catch (error) {
      // The answer may be lost, and the page older than the record: a story that has ended is not asked after by itself.
      const now = await getJson<JobView>(jobKey(jobId)).catch(() => null);
      if (now) await show(now);
      outcome = remadeAfter(error, { scene, attempt, change }, now);
    }
    if (outcome.hasBegun) {
      tellOtherTabs(jobId);
      void refreshLists();
    }
    return outcome;
  };
}

/** What an error means for a remake, by the record as it was read afterwards; `null` where that could not be read. */
export function remadeAfter(error: unknown, { scene, attempt, change }: Remake, now: JobView | null): Remade {
  const isNext = now?.attempt === attempt + 1;
  if (isNext && !isRefused(error) && isAsked(now.input, scene, change)) return { hasBegun: true };
  const known = { hasBegun: false, attempt: now?.attempt ?? attempt } as const;
  if (now && now.attempt > attempt) {
    const problem = `This story was changed in the meantime, and is at attempt ${now.attempt} by now. Nothing was begun by this.`;
    return { ...known, problem };
  }
  const problem = errorSentence(error);
  const isOpen = !now && isLost(error);
  return {
    ...known,
    problem: isOpen ? `${problem} It may have begun all the same; it is not begun twice.` : problem,
  };
}

/** Whether nobody knows what became of a request that was sent. */
function isLost(error: unknown): boolean {
  return !(error instanceof ApiError) || error.status === 0 || error.status >= 500;
}

/** Whether it was answered that this is not begun, for a reason other than that something was begun already. */
function isRefused(error: unknown): boolean {
  return !isLost(error) && !(error instanceof ApiError && error.status === 409);
}

/** Whether the record has a scene's words as they were asked for. */
function isAsked(input: Record<string, unknown>, scene: number, change: SceneChange): boolean {
  const edits = input["edits"];
  if (typeof edits !== "object" || edits === null) return false;
  const edit: unknown = (edits as Record<string, unknown>)[String(scene)];
  if (typeof edit !== "object" || edit === null) return false;
  return Object.entries(change).every(([name, words]) => (edit as Record<string, unknown>)[name] === words);
}
