"use client";
import { ArrowUp } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { othersUnderWay, underWay } from "@/components/copy/under-way";
import { JobProgress } from "@/components/jobs/job-progress";
import { pageOf, wordsOf } from "@/components/kinds/words";
import { cn } from "@/components/ui/cn";
import type { JobView } from "@/lib/jobs/job-view";

/** Where a line leads. */
type Place = "/jobs" | ReturnType<typeof pageOf>;

/**
 * At the lower right of every page that does not list them, while jobs are active. On a page that is about one it counts the `others`,
 * small and at the left: what is done with that one is at the right.
 */
export function ActiveBanner({ jobs, others }: { jobs: readonly JobView[]; others: boolean }) {
  const job = jobs[0];
  if (!job) return null;
  const href: Place = jobs.length === 1 ? pageOf(job) : "/jobs";
  if (others) return <Others href={href} count={jobs.length} />;
  const { name, rest } = underWay(jobs);
  return (
    <Foot>
      <Link href={href} className={`${pill} hover:border-faint`}>
        <Spinner />
        {name !== null && <span className="truncate font-medium">{name}</span>}
        <span className={name === null ? "font-medium" : "shrink-0 text-soft"}>{rest}</span>
      </Link>
    </Foot>
  );
}

/** How many: in few words beside the page where there is room for them, in all at its end where they would lie on what one reads. */
function Others({ href, count }: { href: Place; count: number }) {
  const words = othersUnderWay(count);
  return (
    <Foot isBeside="where there is room">
      <Link
        href={href}
        title={words.others + words.rest}
        className={`${pill} hover:border-faint xl:gap-2 xl:px-3`}
      >
        <Spinner />
        <span className="whitespace-pre text-soft">
          {words.others}
          <span className="xl:sr-only">{words.rest}</span>
        </span>
      </Link>
    </Foot>
  );
}

/** The same on a job's own page, for a kind that wants it there, once its top is out of sight: how far it is, and what is done just now. */
export function OwnBanner({ job, others }: { job: JobView; others: number }) {
  return (
    <Foot isBeside="always">
      <div className={pill}>
        <Spinner />
        <span className="truncate font-medium">{wordsOf(job.kind).banner?.(job) ?? job.stageLabel}</span>
        <JobProgress job={job} thin className={cn("max-w-12 min-w-12", others > 0 && "max-sm:hidden")}>
          {(figure, isKnown, isRough) =>
            isKnown && (
              <span className="shrink-0 text-soft">
                {isRough && "about "}
                {figure}%
              </span>
            )
          }
        </JobProgress>
        {others > 0 && (
          <Link href="/jobs" className="shrink-0 text-soft underline underline-offset-4 hover:text-ink">
            {others} more
          </Link>
        )}
        <button
          type="button"
          aria-label="To the top of the page"
          title="To the top of the page"
          onClick={toTop}
          className="-mr-4 grid size-11 shrink-0 place-items-center rounded-full text-soft hover:text-ink focus-visible:-outline-offset-2"
        >
          <ArrowUp aria-hidden className="size-4" />
        </button>
      </div>
    </Foot>
  );
}

/** It goes with its page, and so does the focus: a pill that keeps it would stay. */
function toTop(): void {
  scrollTo({ top: 0 });
  document.querySelector("main")?.focus({ preventScroll: true });
}

const pill =
  "pointer-events-auto flex h-11 max-w-full items-center gap-2.5 rounded-full border bg-raised px-4 text-sm shadow-lift transition-colors sm:max-w-96";

interface FootProps {
  children: ReactNode;
  /** At the left, as the right is taken; without room for that, in its turn after the page. */
  isBeside?: "always" | "where there is room";
}

/** Its spacer keeps the end of the page clear of it. */
function Foot({ children, isBeside }: FootProps) {
  const isInTurn = isBeside === "where there is room";
  return (
    <>
      <div aria-hidden className={cn("h-12 print:hidden", isInTurn && "max-xl:hidden")} />
      <aside
        aria-label="Jobs under way"
        data-foot
        className={cn(
          "pointer-events-none flex max-w-full px-4 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-6 sm:py-5 print:hidden",
          isInTurn ? "justify-center xl:fixed xl:left-0 xl:p-3" : "fixed",
          "bottom-0 z-30",
          // It ends where the page does.
          isBeside === undefined && "right-[max(0px,calc(50%-36rem))]",
          isBeside === "always" && "left-[max(0px,calc(50%-36rem))]",
          isBeside === "always" && "comes-up",
        )}
      >
        {children}
      </aside>
    </>
  );
}

function Spinner() {
  return (
    <span
      aria-hidden
      className="size-3.5 shrink-0 animate-[spin_2.4s_linear_infinite] rounded-full border-2 border-line border-t-safelight"
    />
  );
}
