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
  useEffect(() => keepTitle(`${state} · ${job.title} · Darkroom`), [state, job.title]);
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

/** Has the tab say this, whatever is written there later: a page's own title may come after the page. What it returns puts that back. */
function keepTitle(title: string): () => void {
  let other = document.title;
  const write = () => {
    if (document.title === title) return;
    other = document.title;
    document.title = title;
  };
  write();
  const watch = new MutationObserver(write);
  watch.observe(document.head, { childList: true, subtree: true, characterData: true });
  return () => {
    watch.disconnect();
    document.title = other;
  };
}

function iconLinks(): HTMLLinkElement[] {
  return [...document.querySelectorAll<HTMLLinkElement>('link[rel~="icon"]')];
}
