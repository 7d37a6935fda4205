"use client";
import { useEffect, useRef } from "react";
import { toast } from "@/components/ui/toast";
import type { JobView } from "@/lib/jobs/job-view";
import { newsOf, type StoryNow, storyNow } from "./story-news";

/** Short news of every change of a story's status, while its page is open. */
export function StoryNews({ job }: { job: JobView }) {
  const known = useRef<StoryNow | null>(null);
  const now = storyNow(job);
  const { id, attempt } = job;
  useEffect(() => {
    const before = known.current;
    known.current = now;
    const news = before && newsOf(before, now, job);
    if (news) toast(news.title, { id: `${id} ${now} ${attempt}`, description: news.description });
  }, [now, id, attempt, job]);
  return null;
}
