"use client";
import { Star } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { wordsOf } from "@/components/kinds/words";
import { cn } from "@/components/ui/cn";
import { DateRange } from "@/components/ui/date-range";
import { jobPageQuery, type JobFilter } from "@/hooks/job-filter";
import { kindNames } from "@/lib/jobs/kind-name";
import type { JobStatus } from "@/lib/jobs/status";

const statuses: readonly { status: JobStatus | null; label: string }[] = [
  { status: null, label: "All" },
  { status: "pending", label: "Waiting" },
  { status: "processing", label: "Developing" },
  { status: "completed", label: "Done" },
  { status: "failed", label: "Failed" },
  { status: "canceled", label: "Canceled" },
];

/**
 * Which jobs to show. Plain links, so that a view can be kept, sent and gone back to; of days, which are passed through one
 * by one, only the last.
 */
export function JobFilters({ filter }: { filter: JobFilter }) {
  const router = useRouter();
  return (
    <section aria-label="Filter" className="mb-7 grid gap-3">
      <FilterRow label="Status">
        {statuses.map(({ status, label }) => (
          <FilterLink key={label} href={address({ ...filter, status })} here={status === filter.status}>
            {label}
          </FilterLink>
        ))}
      </FilterRow>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        <FilterRow label="Kind">
          <FilterLink href={address({ ...filter, kind: null })} here={filter.kind === null}>
            Everything
          </FilterLink>
          {kindNames.map((kind) => (
            <FilterLink key={kind} href={address({ ...filter, kind })} here={kind === filter.kind}>
              {wordsOf(kind).plural}
            </FilterLink>
          ))}
        </FilterRow>
        <FilterRow label="Favourites">
          <FilterLink
            href={address({ ...filter, isFavourite: !filter.isFavourite })}
            here={filter.isFavourite}
          >
            <Star aria-hidden className={cn("mr-1.5 size-3.5", filter.isFavourite && "fill-current")} />
            Favourites
          </FilterLink>
        </FilterRow>
        <DateRange
          days={filter}
          label="Started from"
          onDays={(days) => {
            const how = filter.from || filter.to ? "replace" : "push";
            router[how](address({ ...filter, ...days }), { scroll: false });
          }}
        />
      </div>
    </section>
  );
}

function FilterRow({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <nav aria-label={label}>
      <ul className="flex flex-wrap gap-2">{children}</ul>
    </nav>
  );
}

function FilterLink(props: { href: Route; here: boolean; children: React.ReactNode }) {
  return (
    <li>
      <Link
        href={props.href}
        aria-current={props.here ? "true" : undefined}
        scroll={false}
        prefetch={false}
        className={cn(
          "inline-flex h-9 items-center rounded-full border px-3.5 text-sm transition-colors",
          props.here
            ? "border-ink bg-ink font-medium text-bg"
            : "border-line text-soft hover:border-faint hover:text-ink",
        )}
      >
        {props.children}
      </Link>
    </li>
  );
}

function address(filter: JobFilter): Route {
  const query = jobPageQuery(filter);
  return query === "" ? "/jobs" : `/jobs?${query}`;
}
