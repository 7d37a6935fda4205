"use client";
import { hiddenParts, statusWords } from "@/components/copy/job-filter";
import { Figure, FilterLink } from "@/components/ui/filter-links";
import { OneRow } from "@/components/ui/one-row";
import { SearchField } from "@/components/ui/search-field";
import type { SetFilter } from "@/components/ui/use-address-filter";
import type { JobFilter } from "@/hooks/job-filter";
import { jobsCounted, type JobCount } from "@/lib/jobs/job-count";
import { jobStatuses } from "@/lib/jobs/status";
import { jobsAddress } from "./jobs-address";
import { MoreFilters } from "./more-filters";
import { SetFilters } from "./set-filters";

const statuses = [null, ...jobStatuses] as const;

interface Props {
  filter: JobFilter;
  /** `undefined` while they are not known. */
  counts: readonly JobCount[] | undefined;
  /** Whether what is shown in the place of jobs says what is set. */
  isEmpty: boolean;
  onFilter: SetFilter<JobFilter>;
}

/**
 * Which jobs to show: links, so that a view can be kept, sent and gone back to, and shown as chosen at once. Statuses are in sight; the
 * rest is behind one button, and in sight where it is set.
 */
export function JobFilters({ filter, counts, isEmpty, onFilter }: Props) {
  const figureOf = (status: JobFilter["status"], kind: JobFilter["kind"]) => {
    const count = counts && jobsCounted(counts, status, kind);
    return count === undefined ? null : <Figure count={count} what={count === 1 ? "job" : "jobs"} />;
  };
  const hidden = isEmpty ? [] : hiddenParts(filter);
  return (
    <section aria-label="Filter" className="mb-6 grid grid-cols-[minmax(0,1fr)] gap-3 sm:mb-7">
      <div className="flex flex-col gap-3 lg:flex-row lg:items-center lg:gap-5">
        <OneRow label="Status" here={statuses.indexOf(filter.status)}>
          {statuses.map((status) => (
            <FilterLink
              key={status}
              href={jobsAddress({ ...filter, status })}
              onChoose={() => onFilter((now) => ({ ...now, status }))}
              here={status === filter.status}
              figure={figureOf(status, filter.kind)}
            >
              {status === null ? "All" : statusWords[status]}
            </FilterLink>
          ))}
        </OneRow>
        <div className="flex shrink-0 gap-2.5 lg:w-76 xl:w-92">
          <SearchField
            placeholder="Search jobs"
            words={filter.words}
            onWords={(words, how) => onFilter((now) => ({ ...now, words }), how)}
          />
          <MoreFilters
            filter={filter}
            onFilter={onFilter}
            figureOf={(kind) => figureOf(filter.status, kind)}
          />
        </div>
      </div>
      {hidden.length > 0 && <SetFilters parts={hidden} filter={filter} onFilter={onFilter} />}
    </section>
  );
}
