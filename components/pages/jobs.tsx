"use client";
import type { ReactNode } from "react";
import { useAddressFilter } from "@/components/ui/use-address-filter";
import type { PageOfJobs } from "@/hooks/job-cache";
import { countsKey, jobFilterOf, jobPageQuery } from "@/hooks/job-filter";
import { useJobCounts } from "@/hooks/use-job-counts";
import { useJobs } from "@/hooks/use-jobs";
import type { JobCount } from "@/lib/jobs/job-count";
import { EmptyJobs } from "./empty-jobs";
import { JobFilters } from "./job-filters";
import { JobCards } from "./job-list";
import { useJobChoice } from "./use-job-choice";

export interface InitialJobs {
  /** The query of the address that they were read for. */
  query: string;
  page: PageOfJobs;
  counts: JobCount[];
}

interface Props {
  initial: InitialJobs | null;
  /** How many there are on a page of the list. */
  limit: number;
  /** What somebody sees who has none yet. */
  first: ReactNode;
}

/** All of somebody's jobs: looked for, chosen, and done something with. */
export function Jobs({ initial, limit, first }: Props) {
  const { filter, set } = useAddressFilter("/jobs", jobFilterOf, jobPageQuery);
  const query = jobPageQuery(filter);
  const list = useJobs({ ...filter, limit }, initial?.query === query ? initial.page : undefined);
  const isCounted =
    initial && countsKey(jobFilterOf(new URLSearchParams(initial.query))) === countsKey(filter);
  const counts = useJobCounts(filter, isCounted ? initial.counts : undefined);
  const { Bar, bar, choiceAt } = useJobChoice(list.isStale ? [] : (list.jobs ?? []), query);
  const filtered = query !== "";
  const isEmpty = !list.isStale && list.jobs?.length === 0;
  return (
    <>
      {/* What does not exist need not be narrowed. */}
      {(filtered || !isEmpty) && (
        <JobFilters filter={filter} counts={counts} isEmpty={isEmpty} onFilter={set} />
      )}
      {Bar && <Bar {...bar} />}
      <h2 className="sr-only">{filtered ? "Jobs that fit the filter" : "All jobs, newest first"}</h2>
      <JobCards
        list={list}
        expected={6}
        empty={filtered ? <EmptyJobs filter={filter} onFilter={set} /> : first}
        choiceAt={choiceAt}
      />
    </>
  );
}
