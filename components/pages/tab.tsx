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
  useEffect(() => {
    const links = iconLinks();
    const before = links.map((link) => link.href);
    return () => links.forEach((link, at) => (link.href = before[at] ?? link.href));
  }, []);
  useEffect(() => {
    for (const link of iconLinks()) link.href = icon;
  }, [icon]);
  return null;
}

function iconLinks(): HTMLLinkElement[] {
  return [...document.querySelectorAll<HTMLLinkElement>('link[rel~="icon"]')];
}
