"use client";
import { useEffect } from "react";
import { useSWRConfig } from "swr";
import { jobKey, useRefreshLists } from "./job-cache";

const name = "darkroom-jobs";

/** Tells the other tabs of this browser that something was done with a job. A tab that shows it asks for itself. */
export function tellOtherTabs(jobId: string): void {
  if (typeof BroadcastChannel === "undefined") return;
  const channel = new BroadcastChannel(name);
  // A channel has no target origin: it reaches this origin alone.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  channel.postMessage(jobId);
  channel.close();
}

/**
 * Listens to the other tabs: a job that is over is not asked about any more, so that without this a retry in one tab
 * would be seen in another only when that one is looked at again.
 */
export function useOtherTabs(): void {
  const { mutate } = useSWRConfig();
  const refreshLists = useRefreshLists();
  useEffect(() => {
    if (typeof BroadcastChannel === "undefined") return;
    const channel = new BroadcastChannel(name);
    channel.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
      if (typeof data !== "string") return;
      void mutate(jobKey(data));
      void refreshLists();
    });
    return () => channel.close();
  }, [mutate, refreshLists]);
}
