import type { JobView } from "@/lib/jobs/job-view";
import { getJson } from "./api";
import { BatchPoller } from "./batch-poller";
import type { BatchEnd } from "./batch-watch";
import { isLive, onPhaseChange } from "@/hooks/live/phase";
import { isAwake, onAwakeChange } from "./use-awake";

declare global {
  interface WindowEventMap {
    /** A batch is over: its images have their tags, or the reasons why not. Once for each batch in each tab. */
    batchCompleted: CustomEvent<BatchEnd>;
  }
}

/** Tagging jobs, newest first. */
async function list(query: string): Promise<JobView[]> {
  return (await getJson<{ items: JobView[] }>(`/api/jobs?kind=image_tags&${query}`)).items;
}

/** The one of this tab. */
const poller = new BatchPoller({
  askList: async () => {
    const [latest, underWay] = await Promise.all([
      list("limit=20"),
      list("status=pending,processing&limit=100"),
    ]);
    const older = underWay.filter(({ id }) => !latest.some((job) => job.id === id));
    return [...latest, ...older];
  },
  askJob: (id) => getJson<JobView>(`/api/jobs/${id}`),
  tell: (detail) => window.dispatchEvent(new CustomEvent("batchCompleted", { detail })),
  isAwake,
  isLive,
  onChange: (tell) => {
    const leaves = [onAwakeChange(tell), onPhaseChange(tell)];
    return () => leaves.forEach((leave) => leave());
  },
});

/**
 * Begins to look for batches that are pending, and asks about them every 2 s or so, as the server says, less often while it
 * does not answer, and seldom while changes are told as they happen. Rests while nothing is pending, and while the page is hidden or offline. Twice is once.
 */
export function initializeBatchPolling(): void {
  poller.start();
}

/** Waits for a batch, by the id that the provider has for it. One that no job of the user knows is let go after a minute. */
export function addBatchToPoll(batchId: string): void {
  poller.add(batchId);
}

/** Ends all that, and forgets what was pending. */
export function stopBatchPolling(): void {
  poller.stop();
}

/** Tells the poller what somebody else has read of a job, so that it asks only where nobody does. */
export function noticeBatches(job: JobView): void {
  poller.notice(job);
}
