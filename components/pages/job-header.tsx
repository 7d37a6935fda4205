import Link from "next/link";
import { pageTitle } from "@/components/copy/page-title";
import { FreshSign } from "@/components/jobs/fresh-sign";
import { StatusBadge } from "@/components/jobs/status-badge";
import { wordsOf } from "@/components/kinds/words";
import { cn } from "@/components/ui/cn";
import { When } from "@/components/ui/when";
import type { JobView } from "@/lib/jobs/job-view";

export function JobHeader({ job }: { job: JobView }) {
  const words = wordsOf(job.kind);
  const title = pageTitle(job);
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
          "mt-1 font-serif tracking-tight wrap-anywhere",
          title.isOfText ? "line-clamp-2 leading-[1.2]" : "leading-[1.08]",
          title.isOfText || title.words.length > 60 ? "text-3xl sm:text-4xl" : "text-[2.5rem] sm:text-5xl",
        )}
      >
        {title.words}
      </h1>
      <div className="mt-4 flex flex-wrap items-center gap-x-3.5 gap-y-2 text-[0.9375rem] text-soft">
        <StatusBadge job={job} />
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
