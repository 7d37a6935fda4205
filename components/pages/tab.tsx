"use client";
import { useEffect } from "react";
import { badgeOf } from "@/components/copy/status";
import { useShownProgress } from "@/hooks/progress";
import type { JobView } from "@/lib/jobs/job-view";
import { tabIcon } from "./tab-icon";

/** Says in the tab how far the job is, in its title and its icon, for whoever waits in another one. Shows nothing itself. */
export function Tab({ job }: { job: JobView }) {
  const percent = Math.floor(useShownProgress(job).percent);
  const state = job.status === "processing" ? `${percent}%` : badgeOf(job).word;
  const icon = tabIcon(job.status, percent);
  useEffect(() => {
    document.title = `${state} · ${job.title} · Darkroom`;
  }, [state, job.title]);
  useEffect(() => showIcon(icon), [icon]);
  return null;
}

/** Shows another icon in the tab until what it returns is called. */
function showIcon(href: string): () => void {
  const links = [...document.querySelectorAll<HTMLLinkElement>('link[rel~="icon"]')];
  const before = links.map((link) => link.href);
  for (const link of links) link.href = href;
  return () => links.forEach((link, at) => (link.href = before[at] ?? link.href));
}
