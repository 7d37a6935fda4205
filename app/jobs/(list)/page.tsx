import type { Metadata } from "next";
import { FirstJobs } from "@/components/pages/first-jobs";
import { Jobs } from "@/components/pages/jobs";
import { PageBody } from "@/components/shell/page-body";
import { PageTitle } from "@/components/shell/page-title";
import { jobFilterOf, jobPageQuery } from "@/hooks/job-filter";
import { countInitialJobs, listInitialJobs } from "@/lib/http/page-data";
import { queryOf } from "@/lib/http/page-query";
import { requirePageUser, type PageUser } from "@/lib/http/page-session";

export const metadata: Metadata = { title: "My jobs" };

const firstJobs = 12;

export default async function JobsPage({ searchParams }: PageProps<"/jobs">) {
  const filter = jobFilterOf(queryOf(await searchParams));
  const query = jobPageQuery(filter);
  const user = await requirePageUser(query === "" ? "/jobs" : `/jobs?${query}`);
  // Where a day begins only the browser knows.
  const isDated = filter.from !== null || filter.to !== null;
  const initial = isDated ? null : { query, ...(await firstOf(user, filter)) };
  return (
    <PageBody>
      <PageTitle title="My jobs" />
      <Jobs
        initial={initial}
        limit={firstJobs}
        first={<FirstJobs isSeen={initial?.page.items.length === 0} />}
      />
    </PageBody>
  );
}

async function firstOf(user: PageUser, filter: ReturnType<typeof jobFilterOf>) {
  const [page, counts] = await Promise.all([
    listInitialJobs(user, { ...filter, limit: firstJobs }),
    countInitialJobs(user, filter),
  ]);
  return { page, counts };
}
