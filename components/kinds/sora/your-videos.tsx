"use client";
import Link from "next/link";
import { JobCards } from "@/components/pages/job-list";
import { useJobs } from "@/hooks/use-jobs";
import type { JobView } from "@/lib/jobs/job-view";

/** The latest videos below the form, once there are any; one that is under way can be brought before the page again. */
export function YourVideos({ onShow }: { onShow: (job: JobView) => void }) {
  const list = useJobs({ kind: "sora", limit: 4 });
  if (list.jobs ? list.jobs.length === 0 : list.error === undefined) return null;
  return (
    // As wide as the form's fields above it.
    <section
      aria-labelledby="your-videos"
      className="mt-14 border-t pt-9 lg:max-w-[min(43rem,calc(100%-23rem))]"
    >
      <div className="mb-4 flex items-baseline justify-between gap-4">
        <h2 id="your-videos" className="font-serif text-3xl">
          Your videos
        </h2>
        <Link
          href="/jobs?kind=sora"
          className="text-sm text-soft underline decoration-faint underline-offset-4 hover:text-ink"
        >
          All videos
        </Link>
      </div>
      <JobCards list={list} empty={null} onlyFirst onShowProgress={onShow} />
    </section>
  );
}
