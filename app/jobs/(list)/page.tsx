import type { Metadata } from "next";
import { EmptyJobs } from "@/components/pages/empty-jobs";
import { FirstJobs } from "@/components/pages/first-jobs";
import { JobFilters } from "@/components/pages/job-filters";
import { JobList } from "@/components/pages/job-list";
import { PageBody } from "@/components/shell/page-body";
import { PageTitle } from "@/components/shell/page-title";
import { jobFilterOf, jobPageQuery } from "@/hooks/job-filter";
import { listInitialJobs } from "@/lib/http/page-data";
import { queryOf } from "@/lib/http/page-query";
import { requirePageUser } from "@/lib/http/page-session";

export const metadata: Metadata = { title: "My jobs" };

const firstJobs = 12;

export default async function JobsPage({ searchParams }: PageProps<"/jobs">) {
  const filter = jobFilterOf(queryOf(await searchParams));
  const query = jobPageQuery(filter);
  const user = await requirePageUser(query === "" ? "/jobs" : `/jobs?${query}`);
  // Where a day begins only the browser knows.
  const isDated = filter.from !== null || filter.to !== null;
  const initial = isDated ? undefined : await listInitialJobs(user, { ...filter, limit: firstJobs });
  const filtered = query !== "";
  return (
    <PageBody>
      <PageTitle title="My jobs" />
      <JobFilters filter={filter} />
      <h2 className="sr-only">{filtered ? "Jobs that fit the filter" : "All jobs, newest first"}</h2>
      <JobList
        key={query}
        filter={{ ...filter, limit: firstJobs }}
        initial={initial}
        empty={filtered ? <EmptyJobs filtered /> : <FirstJobs />}
      />
    </PageBody>
  );
}
