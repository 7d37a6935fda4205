"use client";
import Link from "next/link";
import { JobList } from "@/components/pages/job-list";
import type { JobView } from "@/lib/jobs/job-view";

/** The latest videos below the form; one that is under way can be brought before the page again. */
export function YourVideos({ onShow }: { onShow: (job: JobView) => void }) {
  return (
    <section aria-labelledby="your-videos" className="mt-14 border-t pt-9 lg:max-w-172">
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
      <JobList
        filter={{ kind: "sora", limit: 4 }}
        empty={<p className="leading-relaxed text-soft">The videos you start appear here.</p>}
        onlyFirst
        onShowProgress={onShow}
      />
    </section>
  );
}
