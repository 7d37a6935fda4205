"use client";
import Link from "next/link";
import { ChooseJob, type Choice } from "@/components/jobs/choose-job";
import { FavouriteButton } from "@/components/jobs/favourite-button";
import { StatusBadge } from "@/components/jobs/status-badge";
import { Strip } from "@/components/kinds/strips";
import { pageOf, wordsOf } from "@/components/kinds/words";
import { cn } from "@/components/ui/cn";
import { When } from "@/components/ui/when";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import { JobCardEnded } from "./job-card-ended";
import { JobCardUnderWay } from "./job-card-under-way";
import { JobOpening } from "./job-opening";

interface Props {
  job: JobView;
  /** Shows a job that is under way before the page. */
  onShowProgress?: ((job: JobView) => void) | undefined;
  /** Whether it is chosen among others, where that is possible. */
  choice?: Choice | undefined;
}

/** A job in a list: the same film, small, and what one would ask about it. */
export function JobCard({ job, onShowProgress, choice }: Props) {
  return (
    <article
      data-job={job.id}
      className={cn(
        "group relative grid h-full grid-cols-[minmax(0,1fr)] content-start gap-4 rounded-card border bg-tray p-4 transition-colors hover:border-faint sm:p-5",
        choice?.isChosen && "ring-2 ring-safelight",
      )}
    >
      {/* It repeats what the card says, so it stays silent. */}
      <div aria-hidden inert className="empty:hidden">
        <Strip job={job} />
      </div>
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <h3 dir="auto" className="line-clamp-2 font-serif text-[1.625rem] leading-tight wrap-anywhere">
            {/* Its frame is at hand; what a prefetch would bring is not worth a request for each card. */}
            <Link
              href={pageOf(job)}
              prefetch={false}
              className="scroll-my-28 after:absolute after:inset-0 after:rounded-card"
            >
              {job.title}
              <JobOpening job={job} />
            </Link>
          </h3>
          <p className="mt-1 truncate text-sm text-soft">
            {wordsOf(job.kind).name} · <When at={job.createdAt} as="ago" />
            {job.attempt > 1 && ` · attempt ${job.attempt}`}
          </p>
        </div>
        <div className="flex shrink-0 items-start gap-1">
          {(job.status === "completed" || job.isFavourite) && <FavouriteButton job={job} isSmall />}
          <StatusBadge job={job} />
        </div>
      </div>
      {choice && <ChooseJob title={job.title} choice={choice} />}
      {isTerminal(job.status) ? (
        <JobCardEnded job={job} />
      ) : (
        <JobCardUnderWay job={job} onShowProgress={onShowProgress} />
      )}
    </article>
  );
}
