import Link from "next/link";
import { Fragment } from "react";
import { pageTitle } from "@/components/copy/page-title";
import { FreshSign } from "@/components/jobs/fresh-sign";
import { StatusBadge } from "@/components/jobs/status-badge";
import { wordsOf } from "@/components/kinds/words";
import { cn } from "@/components/ui/cn";
import { When } from "@/components/ui/when";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";

export function JobHeader({ job }: { job: JobView }) {
  const words = wordsOf(job.kind);
  const title = pageTitle(job);
  const began = job.startedAt ? "started" : "created";
  const parts = [
    ...words.summary(job).split(" · "),
    <Fragment key="began">
      {began} <When at={job.startedAt ?? job.createdAt} as="ago" />
    </Fragment>,
    job.attempt > 1 && `attempt ${job.attempt}`,
    job.priority !== "normal" && `${job.priority} priority`,
  ].filter((part) => part !== false);
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
      {/* A line of words, which breaks before a whole part. */}
      <div className="mt-4 text-[0.9375rem] leading-7 text-soft">
        <StatusBadge job={job} className="mr-3 align-middle" />
        {parts.map((part, at) => (
          // They come and go at the end only.
          <Fragment key={at}>
            {at > 0 && " · "}
            <span className="inline-block">{part}</span>
          </Fragment>
        ))}
        {/* Where the line breaks before the sign, the space stays behind; without one it would be a line of its own. */}
        {!isTerminal(job.status) && "\u2003"}
        <FreshSign job={job} />
      </div>
    </header>
  );
}
