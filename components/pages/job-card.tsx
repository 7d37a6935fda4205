"use client";
import { Star } from "lucide-react";
import Link from "next/link";
import { CheckAnswer } from "@/components/jobs/check-answer";
import { ChooseJob, type Choice } from "@/components/jobs/choose-job";
import { FavouriteButton } from "@/components/jobs/favourite-button";
import { StatusBadge } from "@/components/jobs/status-badge";
import { pageOf, wordsOf } from "@/components/kinds/words";
import { cn } from "@/components/ui/cn";
import { When } from "@/components/ui/when";
import { useJobActions } from "@/hooks/use-job-actions";
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import { CardActions } from "./card-actions";
import { CardFilm } from "./card-film";
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

/** A job in a list: the same film, small, and what one would ask about it. On a phone a row, with the beginning of the film at its left. */
export function JobCard({ job, onShowProgress, choice }: Props) {
  const { asked, problem, ...actions } = useJobActions(job);
  // While some are chosen, what is to be done is done with all of them.
  const isChoosing = choice?.isChoosing ?? false;
  return (
    <article
      data-job={job.id}
      className={cn(
        "group relative flex h-full gap-3 rounded-card border bg-tray p-3 transition-colors hover:border-faint sm:flex-col sm:gap-4 sm:p-5",
        choice?.isChosen && "ring-2 ring-safelight",
      )}
    >
      <CardFilm job={job} />
      <div className="flex min-w-0 flex-1 flex-col gap-1.5 sm:gap-4">
        <Head job={job} isChoosing={isChoosing} />
        {choice && <ChooseJob title={job.title} choice={choice} />}
        <div className="grid gap-1.5 text-[0.8125rem] text-soft sm:gap-2.5 sm:text-sm">
          {isTerminal(job.status) ? <JobCardEnded job={job} /> : <JobCardUnderWay job={job} />}
          <CheckAnswer job={job} asked={asked} problem={problem} />
        </div>
        {/* In its place, as a card is as high as it was, and of no use. */}
        <div
          inert={isChoosing}
          aria-hidden={isChoosing || undefined}
          className={cn("contents", isChoosing && "*:opacity-35")}
        >
          <CardActions job={job} actions={actions} onShowProgress={onShowProgress} />
        </div>
      </div>
    </article>
  );
}

function Head({ job, isChoosing }: { job: JobView; isChoosing: boolean }) {
  return (
    <div className="@container grid grid-cols-[minmax(0,1fr)] gap-1 sm:gap-1.5">
      <div className="flex items-start gap-2">
        <h3
          dir="auto"
          className="line-clamp-2 min-w-0 flex-1 font-serif text-xl leading-tight wrap-anywhere max-sm:pr-8 sm:text-[1.625rem]"
        >
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
        {(job.status === "completed" || job.isFavourite) && (
          <span className={cn("flex max-sm:hidden", isChoosing && "invisible")}>
            <FavouriteButton job={job} isSmall />
          </span>
        )}
      </div>
      <div className="flex items-center gap-2 sm:flex-row-reverse sm:justify-between">
        <StatusBadge job={job} className="shrink-0 max-sm:h-5.5 max-sm:gap-1.5 max-sm:px-2 max-sm:text-xs" />
        <p className="min-w-0 truncate text-xs text-soft sm:text-[0.8125rem]">
          {job.isFavourite && (
            <Star aria-hidden className="mr-1 inline size-3 fill-safelight text-safelight sm:hidden" />
          )}
          {wordsOf(job.kind).name}
          {/* Beside a badge it would be cut there. */}
          <span className="@max-[15rem]:hidden">
            {" · "}
            <When at={job.createdAt} as="ago" isShort />
          </span>
          {job.attempt > 1 && <span className="max-sm:hidden"> · attempt {job.attempt}</span>}
        </p>
      </div>
    </div>
  );
}
