import { JobCardsSkeleton } from "@/components/pages/job-cards-skeleton";
import { PageBody } from "@/components/shell/page-body";
import { PageTitle } from "@/components/shell/page-title";

export default function JobsLoading() {
  return (
    <PageBody>
      <PageTitle title="My jobs" />
      <JobCardsSkeleton cards={6} hasFilters />
    </PageBody>
  );
}
