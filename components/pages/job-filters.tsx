"use client";
import { SlidersHorizontal, Star } from "lucide-react";
import type { Route } from "next";
import { useId, useState } from "react";
import { wordsOf } from "@/components/kinds/words";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { DateRange } from "@/components/ui/date-range";
import { Figure, FilterLink, FilterRow } from "@/components/ui/filter-links";
import { SearchField } from "@/components/ui/search-field";
import type { SetFilter } from "@/components/ui/use-address-filter";
import { filtersSet, jobPageQuery, type JobFilter } from "@/hooks/job-filter";
import { jobsCounted, type JobCount } from "@/lib/jobs/job-count";
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

interface Props {
  filter: JobFilter;
  /** `undefined` while they are not known. */
  counts: readonly JobCount[] | undefined;
  onFilter: SetFilter<JobFilter>;
}

/**
 * Which jobs to show: links, so that a view can be kept, sent and gone back to, and shown as chosen at once. Of days, which are
 * passed through one by one, only the last is gone back to. On a phone all but the search is folded away.
 */
export function JobFilters({ filter, counts, onFilter }: Props) {
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  const set = filtersSet(filter);
  const figureOf = (status: JobFilter["status"], kind: JobFilter["kind"]) => {
    const count = counts && jobsCounted(counts, status, kind);
    return count === undefined ? null : <Figure count={count} what={count === 1 ? "job" : "jobs"} />;
  };
  const linkTo = (part: Partial<JobFilter>) => ({
    href: address({ ...filter, ...part }),
    onChoose: () => onFilter((now) => ({ ...now, ...part })),
  });
  return (
    <section aria-label="Filter" className="mb-7 grid gap-3">
      <div className="flex gap-2.5">
        <SearchField
          placeholder="Search titles and prompts"
          words={filter.words}
          onWords={(words, how) => onFilter((now) => ({ ...now, words }), how)}
        />
        <Button
          className="sm:hidden"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setIsOpen(!isOpen)}
        >
          <SlidersHorizontal aria-hidden />
          Filters{set > 0 && <Figure count={set} what="set" />}
        </Button>
      </div>
      <div id={id} className={cn("grid gap-3", !isOpen && "max-sm:hidden")}>
        <FilterRow label="Status">
          {statuses.map(({ status, label }) => (
            <FilterLink
              key={label}
              {...linkTo({ status })}
              here={status === filter.status}
              figure={figureOf(status, filter.kind)}
            >
              {label}
            </FilterLink>
          ))}
        </FilterRow>
        <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
          <FilterRow label="Kind">
            {([null, ...kindNames] as const).map((kind) => (
              <FilterLink
                key={kind}
                {...linkTo({ kind })}
                here={kind === filter.kind}
                figure={figureOf(filter.status, kind)}
              >
                {kind === null ? "Everything" : wordsOf(kind).plural}
              </FilterLink>
            ))}
          </FilterRow>
          <FilterRow label="Favourites">
            <FilterLink {...linkTo({ isFavourite: !filter.isFavourite })} here={filter.isFavourite}>
              <Star aria-hidden className={cn("mr-1.5 size-3.5", filter.isFavourite && "fill-current")} />
              Favourites
            </FilterLink>
          </FilterRow>
          <DateRange
            days={filter}
            label="Started from"
            onDays={(days) =>
              onFilter((now) => ({ ...now, ...days }), filter.from || filter.to ? "replace" : "push")
            }
          />
        </div>
      </div>
    </section>
  );
}

function address(filter: JobFilter): Route {
  const query = jobPageQuery(filter);
  return query === "" ? "/jobs" : `/jobs?${query}`;
}
