"use client";
import Link from "next/link";
import { setParts } from "@/components/copy/job-filter";
import { LatentSheet } from "@/components/sheet/latent-sheet";
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
    <LatentSheet ghost="none" title="Nothing here" text="None of your jobs fits this filter.">
      <SetFilters
        parts={setParts(filter)}
        filter={filter}
        onFilter={onFilter}
        className="w-full justify-center"
      />
      <Button asChild>
        <Link href="/jobs">Show all jobs</Link>
      </Button>
    </LatentSheet>
  );
}
