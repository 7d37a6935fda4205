"use client";
import Link from "next/link";
import { setParts } from "@/components/copy/job-filter";
import { Film } from "@/components/sheet/film";
import { Button } from "@/components/ui/button";
import type { SetFilter } from "@/components/ui/use-address-filter";
import type { JobFilter } from "@/hooks/job-filter";
import { SetFilters } from "./set-filters";

interface Props {
  filter: JobFilter;
  onFilter: SetFilter<JobFilter>;
}

/** No job that fits the filter: a blank film, and what can be taken away of the filter. */
export function EmptyJobs({ filter, onFilter }: Props) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] justify-items-center gap-3 py-10 text-center sm:py-14">
      <div aria-hidden className="mb-4 w-full max-w-84 opacity-80">
        <Film small>
          <div className="grid grid-cols-8 gap-1 px-1.5">
            {Array.from({ length: 8 }, (_, index) => (
              <span key={index} className="aspect-3/4 rounded-frame bg-ghost" />
            ))}
          </div>
        </Film>
      </div>
      <p className="font-serif text-3xl">Nothing here</p>
      <p className="max-w-100 leading-relaxed text-soft">None of your jobs fits this filter.</p>
      <SetFilters
        parts={setParts(filter)}
        filter={filter}
        onFilter={onFilter}
        className="mt-2 justify-center"
      />
      <div className="mt-2">
        <Button asChild>
          <Link href="/jobs">Show all jobs</Link>
        </Button>
      </div>
    </div>
  );
}
