"use client";
import { useCallback, useContext, useEffect, useEffectEvent, useMemo } from "react";
import { useSWRConfig } from "swr";
import type { JobView } from "@/lib/jobs/job-view";
import type { StatusUpdate } from "@/lib/jobs/status-update";
import { getJson } from "@/hooks/api";
import {
  isJobKey,
  isNewer,
  jobKey,
  useAskPolled,
  useHasJob,
  useRefreshLists,
  useShareJob,
} from "@/hooks/job-cache";
import { hideJob, unhideJob } from "@/hooks/deleted-jobs";
import { beginWorkOf } from "@/hooks/owners-work";
import { isAwake, onAwakeChange } from "@/hooks/use-awake";
import { DraftOwner } from "@/hooks/use-draft";
import { askForJobs } from "./ask-for-jobs";
import { hostsOf } from "./hosts";
import { LiveClient, type LivePhase } from "./live-client";
import { openChannel } from "./messages";
import { setLivePhase } from "./phase";

/**
 * Keeps what this tab shows current by the browser's one connection: a job that something is told of is asked for again.
 * Mounted once for whoever is signed in. What a hidden or offline tab is told it asks for once it is seen, as everything.
 */
export function useLiveUpdates(): void {
  const { mutate } = useSWRConfig();
  const userId = useContext(DraftOwner);
  const share = useShareJob();
  const hasJob = useHasJob();
  const refreshLists = useRefreshLists();
  const askPolled = useAskPolled();
  const askJob = useCallback(
    async (id: string): Promise<void> => {
      try {
        const job = await getJson<JobView>(jobKey(id));
        const newest = (known: JobView | undefined) => (known && !isNewer(job, known) ? known : job);
        await mutate(jobKey(id), newest, { revalidate: false });
        share(job);
      } catch {
        // Whoever shows it asks for itself, and goes on where that fails.
        await mutate(jobKey(id)).catch(() => undefined);
      }
    },
    [mutate, share],
  );
  const askLists = useCallback(() => refreshLists().catch(() => undefined), [refreshLists]);
  const ask = useMemo(() => askForJobs({ hasJob, askJob, askLists }), [hasJob, askJob, askLists]);

  const onUpdate = useEffectEvent((update: StatusUpdate) => {
    const { event, jobId } = update;
    if (event === "restored") unhideJob(jobId);
    if (event === "deleted") {
      hideJob(jobId);
      if (isAwake()) void askLists();
    } else if (isAwake()) ask(update);
  });

  const onGap = useEffectEvent(() => {
    if (!isAwake()) return;
    void mutate((key) => typeof key === "string" && isJobKey(key));
    void askLists();
  });

  const onSilence = useEffectEvent(() => {
    if (isAwake()) askPolled();
  });

  useEffect(() => {
    if (typeof BroadcastChannel === "undefined") return setLivePhase("polling");
    // Whatever it was for somebody else.
    setLivePhase("catching_up");
    const channel = openChannel(userId, (message) => {
      if (message.from === "host") client.hear(message);
    });
    let wasTold = false;
    const onPhase = (phase: LivePhase) => {
      setLivePhase(phase);
      // What is under way is asked for at once, and not only after its interval: what is over changes no more, or is told.
      if (phase === "polling" && wasTold) onSilence();
      wasTold = phase === "live" || phase === "told" || (wasTold && phase !== "polling");
    };
    const client = new LiveClient({
      post: channel.post,
      hosts: hostsOf(userId, () => client.fallBack()),
      onPhase,
      onUpdate: (update) => onUpdate(update),
      onGap: () => onGap(),
    });
    let wasOnline = navigator.onLine;
    const follow = () => {
      if (isAwake()) client.wake(!wasOnline);
      else client.sleep();
      wasOnline = navigator.onLine;
    };
    follow();
    const leave = onAwakeChange(follow);
    const stop = () => {
      leave();
      client.sleep();
      channel.close();
      setLivePhase("polling");
    };
    const forget = beginWorkOf(userId, () => {
      channel.post({ from: "tab", kind: "end" });
      stop();
    });
    return () => {
      forget();
      stop();
    };
  }, [userId]);
}
