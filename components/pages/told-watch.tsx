"use client";
import { useRouter } from "next/navigation";
import { useContext, useEffect } from "react";
import useSWR from "swr";
import { newsOf } from "@/components/copy/news";
import { pageOf } from "@/components/kinds/words";
import { getJson, isGone } from "@/hooks/api";
import { useDeletedJobs } from "@/hooks/deleted-jobs";
import { jobKey } from "@/hooks/job-cache";
import { showNotice, useNoticeRight } from "@/hooks/notices";
import { isInSight, useInSight, useLead } from "@/hooks/tab-locks";
import { useToldJobs } from "@/hooks/told-jobs";
import { useAwake } from "@/hooks/use-awake";
import { DraftOwner } from "@/hooks/use-draft";
import { pollOptions } from "@/hooks/use-polled";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import { tabIcon } from "./tab-icon";

/** Nobody looks, so nobody is impatient; browsers make it a minute by themselves after a while. */
const unseenMs = 10_000;
const againMs = 30_000;

/** In one tab of all, the watch over the jobs whose end is to be told. Every tab says whether somebody sees it. */
export function ToldWatch() {
  const owner = useContext(DraftOwner);
  const sight = `darkroom-in-sight ${owner}`;
  useInSight(sight);
  const leads = useLead(`darkroom-told ${owner}`);
  const { right } = useNoticeRight();
  const { ids } = useToldJobs();
  if (!leads || right !== "granted") return null;
  return ids.map((id) => <ToldJob key={id} id={id} sight={sight} />);
}

/** While nobody sees this tab, asks for the job as an open page would, and says outside the tab how it has ended. */
function ToldJob({ id, sight }: { id: string; sight: string }) {
  const router = useRouter();
  const { tellOf, isTold } = useToldJobs();
  const isAwake = useAwake();
  const isDeleted = useDeletedJobs().has(id);
  const { data: job, error } = useSWR<JobView, unknown>(jobKey(id), getJson, {
    ...pollOptions,
    refreshInterval: isAwake ? 0 : unseenMs,
    refreshWhenHidden: true,
    revalidateOnFocus: false,
    shouldRetryOnError: true,
    errorRetryInterval: againMs,
  });
  useEffect(() => {
    if (isDeleted || isGone(error)) tellOf(id, false);
  }, [id, isDeleted, error, tellOf]);
  useEffect(() => {
    if (!job || !isTerminal(job.status)) return;
    const tell = async () => {
      // Once told it is wanted no more, and tabs stop saying that they are seen.
      const isSeen = await isInSight(sight);
      if (!isTold(id)) return;
      tellOf(id, false);
      // Whoever sees a tab sees it there, and has canceled it themselves.
      if (!isSeen && job.status !== "canceled") notify(job, () => router.push(pageOf(job)));
    };
    void tell();
  }, [id, job, sight, router, tellOf, isTold]);
  return null;
}

function notify(job: JobView, open: () => void): void {
  const what = job.status === "failed" ? "failed" : "completed";
  const { title, description } = newsOf({ job, what });
  showNotice({ title, body: description, tag: job.id, icon: tabIcon(what, 100) }, open);
}
