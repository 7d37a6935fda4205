"use client";
import { useContext, useEffect } from "react";
import { useSWRConfig } from "swr";
import { hideJob, unhideJob } from "./deleted-jobs";
import { jobKey, useRefreshLists } from "./job-cache";
import { DraftOwner, dropDrafts } from "./use-draft";

const name = "darkroom-jobs";

/** Before the id of a job that was deleted. */
const gone = "gone ";

/** Said where everything of whoever is signed in was deleted. */
const everything = "everything gone";

/** Tells the other tabs of this browser that nothing is left of whoever is signed in, and that they are signed out. */
export function tellEverythingIsGone(): void {
  post(everything);
}

/** Tells the other tabs of this browser that something was done with a job, or that it was deleted. A tab that shows it asks for itself. */
export function tellOtherTabs(jobId: string, isDeleted = false): void {
  post(isDeleted ? gone + jobId : jobId);
}

function post(message: string): void {
  if (typeof BroadcastChannel === "undefined") return;
  const channel = new BroadcastChannel(name);
  // A channel has no target origin: it reaches this origin alone.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  channel.postMessage(message);
  channel.close();
}

/**
 * Listens to the other tabs: a job that is over is not asked about any more, so that without this a retry in one tab
 * would be seen in another only when that one is looked at again.
 */
export function useOtherTabs(): void {
  const { mutate } = useSWRConfig();
  const refreshLists = useRefreshLists();
  const owner = useContext(DraftOwner);
  useEffect(() => {
    if (typeof BroadcastChannel === "undefined") return;
    const channel = new BroadcastChannel(name);
    channel.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
      if (typeof data !== "string") return;
      if (data === everything) {
        dropDrafts(owner);
        return location.assign("/");
      }
      const isDeleted = data.startsWith(gone);
      const id = isDeleted ? data.slice(gone.length) : data;
      (isDeleted ? hideJob : unhideJob)(id);
      void mutate(jobKey(id));
      void refreshLists();
    });
    return () => channel.close();
  }, [mutate, refreshLists, owner]);
}
