"use client";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { wordsOf } from "@/components/kinds/words";
import { DateRange } from "@/components/ui/date-range";
import { FilterLink, FilterRow } from "@/components/ui/filter-links";
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

function address(filter: JobFilter): Route {
  const query = jobPageQuery(filter);
  return query === "" ? "/jobs" : `/jobs?${query}`;
}
