"use client";
import dynamic from "next/dynamic";
import { usePathname, useRouter } from "next/navigation";
import { useEffect } from "react";
import { toast } from "@/components/ui/toast";
import { happening } from "@/components/copy/status";
import { isShown, useShownJobs } from "@/components/jobs/shown-jobs";
import { isToldTogether } from "@/components/jobs/told-together";
import { insisting } from "@/components/kinds/insisting";
import { pageOf, wordsOf } from "@/components/kinds/words";
import { listsJobs } from "@/components/shell/places";
import type { JobChange } from "@/hooks/changes";
import { isSignedOut } from "@/hooks/api";
import { initializeBatchPolling, stopBatchPolling } from "@/hooks/batch-polling";
import { useLiveUpdates } from "@/hooks/live/use-live-updates";
import { useOtherTabs } from "@/hooks/other-tabs";
import { useToldJobs } from "@/hooks/told-jobs";
import { useActiveJobs } from "@/hooks/use-active-jobs";
import { useJobChanges } from "@/hooks/use-job-changes";
import { isTerminal } from "@/lib/jobs/status";
import { ActiveBanner, OwnBanner } from "./active-banner";

const loadNews = insisting(() => import("@/components/copy/news"));
// Nobody needs it who has not asked to be told.
const ToldWatch = dynamic(
  insisting(async () => (await import("./told-watch")).ToldWatch),
  { ssr: false },
);

/**
 * Mounted once for whoever is signed in: the banner, short news of every change of whatever is not on screen anyway, and
 * the watch over batches and over what is to be told outside the tab.
 */
export function JobsWatch() {
  const router = useRouter();
  const path = usePathname();
  const { jobs, error } = useActiveJobs();
  const shown = useShownJobs();
  const isToTell = useToldJobs().ids.length > 0;
  useLiveUpdates();
  useOtherTabs();
  useEffect(() => {
    initializeBatchPolling();
    return stopBatchPolling;
  }, []);
  useJobChanges(jobs, (change: JobChange) => {
    const { id } = change.job;
    if (isShown(id) || isToldTogether(change)) return;
    void (async () => {
      const { title, description } = await wordsFor(change);
      // Its page may have come meanwhile.
      if (isShown(id)) return;
      toast(title, {
        id: `${id} ${change.what} ${change.job.stage ?? ""} ${change.job.attempt}`,
        description,
        action: { label: "Look", onClick: () => router.push(pageOf(change.job)) },
      });
    })();
  });
  // Signed out we do not know any more what is under way; the page says so where it shows jobs.
  if (isSignedOut(error)) return null;
  const active = (jobs ?? []).filter((job) => !isTerminal(job.status));
  const here = active.find((job) => shown.includes(job.id) && wordsOf(job.kind).banner !== undefined);
  const elsewhere = active.filter((job) => !shown.includes(job.id));
  return (
    <>
      {isToTell && <ToldWatch />}
      {here ? (
        <OwnBanner job={here} others={elsewhere.length} />
      ) : (
        !listsJobs(path) && <ActiveBanner jobs={elsewhere} others={shown.length > 0} />
      )}
    </>
  );
}

/** A change as short news. Its words are fetched with the first; without them it is told all the same. */
async function wordsFor(change: JobChange): Promise<{ title: string; description: string }> {
  const { job } = change;
  return loadNews().then(
    ({ newsOf }) => newsOf(change),
    () => ({ title: job.title, description: happening(job) }),
  );
}
