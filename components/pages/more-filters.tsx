"use client";
import { SlidersHorizontal, Star } from "lucide-react";
import type { ReactNode } from "react";
import { hiddenParts } from "@/components/copy/job-filter";
import { wordsOf } from "@/components/kinds/words";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { DayFields } from "@/components/ui/day-fields";
import { Figure, FilterLink, FilterRow } from "@/components/ui/filter-links";
import { Popover } from "@/components/ui/popover";
import type { SetFilter } from "@/components/ui/use-address-filter";
import type { JobFilter } from "@/hooks/job-filter";
import { useJobCounts } from "@/hooks/use-job-counts";
import { jobsCounted } from "@/lib/jobs/job-count";
import { kindNames, type KindName } from "@/lib/jobs/kind-name";
import { jobsAddress } from "./jobs-address";

interface Props {
  filter: JobFilter;
  onFilter: SetFilter<JobFilter>;
  /** Behind a kind, how many jobs it leaves. */
  figureOf: (kind: KindName | null) => ReactNode;
}

/** The button for what is chosen less often: kind, favourites and days. It says how many of them are set. */
export function MoreFilters({ filter, onFilter, figureOf }: Props) {
  const set = hiddenParts(filter).length;
  const linkTo = (part: Partial<JobFilter>) => ({
    href: jobsAddress({ ...filter, ...part }),
    onChoose: () => onFilter((now) => ({ ...now, ...part })),
  });
  const { kind: here, isFavourite, from, to } = filter;
  return (
    <Popover
      label="Filter"
      isWide
      align="end"
      trigger={
        <Button>
          <SlidersHorizontal aria-hidden />
          Filter
          {set > 0 && (
            <span className="-mr-1 grid h-5 min-w-5 place-items-center rounded-full bg-ink px-1 text-xs text-bg">
              {set}
              <span className="sr-only"> set</span>
            </span>
          )}
        </Button>
      }
    >
      <div className="grid gap-4">
        <FilterRow label="Kind" isTight isNamed>
          {([null, ...kindNames] as const).map((kind) => (
            <FilterLink key={kind} {...linkTo({ kind })} here={kind === here} figure={figureOf(kind)}>
              {kind === null ? "Everything" : wordsOf(kind).plural}
            </FilterLink>
          ))}
        </FilterRow>
        <FilterRow label="Favourites">
          <FilterLink
            {...linkTo({ isFavourite: !isFavourite })}
            here={isFavourite}
            figure={<Favourites filter={filter} />}
          >
            <Star aria-hidden className={cn("mr-1.5 size-3.5", isFavourite && "fill-current")} />
            Favourites
          </FilterLink>
        </FilterRow>
        <DayFields
          days={filter}
          label="Started from"
          // Days are passed through one by one: only the last is gone back to.
          onDays={(days) => onFilter((now) => ({ ...now, ...days }), from || to ? "replace" : "push")}
        />
      </div>
    </Popover>
  );
}

/** How many favourites the rest of the filter leaves: asked for by whoever opens this. */
function Favourites({ filter }: { filter: JobFilter }) {
  const counts = useJobCounts({ ...filter, isFavourite: true }, undefined);
  const count = counts && jobsCounted(counts, filter.status, filter.kind);
  return count === undefined ? null : <Figure count={count} what={count === 1 ? "job" : "jobs"} />;
}
