import Link from "next/link";
import { wholeTitle } from "@/components/copy/whole-title";
import { FavouriteButton } from "@/components/jobs/favourite-button";
import { FreshSign } from "@/components/jobs/fresh-sign";
import { StatusBadge } from "@/components/jobs/status-badge";
import { wordsOf } from "@/components/kinds/words";
import { cn } from "@/components/ui/cn";
import { When } from "@/components/ui/when";
import type { JobView } from "@/lib/jobs/job-view";

export function JobHeader({ job }: { job: JobView }) {
  const words = wordsOf(job.kind);
  const title = wholeTitle(job);
  return (
    <header>
      <nav aria-label="Breadcrumb" className="text-sm text-soft">
        <Link href="/jobs" className="hover:text-ink">
          Jobs
        </Link>{" "}
        /{" "}
        <Link href={`/jobs?kind=${job.kind}`} className="hover:text-ink">
          {words.name}
        </Link>
      </nav>
      <h1
        dir="auto"
        className={cn(
          "mt-1 font-serif leading-[1.08] tracking-tight wrap-anywhere",
          title.length > 90 ? "text-3xl sm:text-4xl" : "text-[2.5rem] sm:text-5xl",
        )}
      >
        {title}
      </h1>
      <div className="mt-4 flex flex-wrap items-center gap-x-3.5 gap-y-2 text-[0.9375rem] text-soft">
        <StatusBadge job={job} />
        {(job.status === "completed" || job.isFavourite) && <FavouriteButton job={job} />}
        <span>{words.summary(job)}</span>
        <span>
          {job.startedAt ? "started" : "created"} <When at={job.startedAt ?? job.createdAt} as="ago" />
        </span>
        {job.attempt > 1 && <span>attempt {job.attempt}</span>}
        {job.priority !== "normal" && <span>{job.priority} priority</span>}
        <FreshSign job={job} />
      </div>
    </header>
  );
}
