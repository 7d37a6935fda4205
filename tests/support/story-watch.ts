import { expect } from "vitest";
import { toVideoStatus, type VideoStatusAnswer } from "@/lib/contracts/video-status";
import { presentJob } from "@/lib/services/present-job";
import { interceptFetch, type SeenCall } from "./intercept-fetch";
import { recordOf } from "./stories";

export type Seen = VideoStatusAnswer & { attempt: number };

const order = ["script_generated", "assets_missing", "assets_generated", "rendering", "completed", "failed"];

/** What may change how a story stands. */
const writes = /rpc\/(?!job_records|read_)\w+$/;

/**
 * Reads a story's status before and after whatever may change it. `end` stops that: all that was seen, in its
 * order. `made` is told of each call that was made.
 */
export function watchStory(
  jobId: string,
  made: (call: SeenCall) => void = () => undefined,
): { end: () => Promise<Seen[]> } {
  const seen: Seen[] = [];
  const look = async () => {
    const view = await presentJob(await recordOf(jobId));
    seen.push({ ...toVideoStatus(view), attempt: view.attempt });
  };
  // One after the other, so that what is read first is seen first.
  let last = Promise.resolve();
  const lookNext = () => (last = last.then(look));
  interceptFetch(async (call, send) => {
    const isWatched = writes.test(call.url);
    if (isWatched) await lookNext();
    const response = await send();
    made(call);
    if (isWatched) await lookNext();
    return response;
  });
  return {
    async end() {
      await lookNext();
      return seen;
    },
  };
}

/** No status, and no progress, goes back but with another attempt. */
export function expectInOrder(seen: readonly Seen[]): void {
  const isBack = (now: Seen, before: Seen) =>
    now.attempt < before.attempt ||
    (now.attempt === before.attempt &&
      (order.indexOf(now.status) < order.indexOf(before.status) ||
        (now.status !== "failed" && now.progress < before.progress)));
  const back = seen.flatMap((now, index) => {
    const before = seen[index - 1];
    const said = `${before?.status} ${before?.progress}, then ${now.status} ${now.progress}`;
    return before && isBack(now, before) ? [said] : [];
  });
  expect(back).toEqual([]);
}

/** The statuses of an attempt, each once. */
export function statusesOf(seen: readonly Seen[], attempt: number): string[] {
  return [...new Set(seen.filter((each) => each.attempt === attempt).map(({ status }) => status))];
}
