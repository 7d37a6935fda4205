import type { Metadata } from "next";
import { EmptyJobs } from "@/components/pages/empty-jobs";
import { JobFilters } from "@/components/pages/job-filters";
import { JobList } from "@/components/pages/job-list";
import { PageBody } from "@/components/shell/page-body";
import { PageTitle } from "@/components/shell/page-title";
import { listInitialJobs } from "@/lib/http/page-data";
import { requirePageUser } from "@/lib/http/page-session";
import { isKindName } from "@/lib/jobs/kind-name";
import { JobStatus } from "@/lib/jobs/status";

export const metadata: Metadata = { title: "My jobs" };

export default async function JobsPage({ searchParams }: PageProps<"/jobs">) {
  const query = await searchParams;
  const status = JobStatus.safeParse(query["status"]).data;
  const kind = typeof query["kind"] === "string" && isKindName(query["kind"]) ? query["kind"] : undefined;
  const filter = { status, kind, limit: 12 };
  const user = await requirePageUser(addressOf({ status, kind }));
  const initial = await listInitialJobs(user, filter);
  const filtered = status !== undefined || kind !== undefined;
  return (
    <PageBody>
      <PageTitle title="My jobs" />
      <JobFilters status={status} kind={kind} />
      <h2 className="sr-only">{filtered ? "Jobs that fit the filter" : "All jobs, newest first"}</h2>
      <JobList
        key={`${status} ${kind}`}
        filter={filter}
        initial={initial}
        empty={<EmptyJobs filtered={filtered} />}
      />
    </PageBody>
  );
}

function addressOf(filter: { status: string | undefined; kind: string | undefined }): string {
  const query = new URLSearchParams();
  if (filter.status) query.set("status", filter.status);
  if (filter.kind) query.set("kind", filter.kind);
  return query.size === 0 ? "/jobs" : `/jobs?${query.toString()}`;
}
