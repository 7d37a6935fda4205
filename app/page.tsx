import { RecentJobs } from "@/components/pages/recent-jobs";
import { Landing } from "@/components/landing/landing";
import { KindSamples } from "@/components/samples/kind-samples";
import { PageBody } from "@/components/shell/page-body";
import { PageTitle } from "@/components/shell/page-title";
import { listInitialJobs } from "@/lib/http/page-data";
import { getPageUser } from "@/lib/http/page-session";
import { isTerminal } from "@/lib/jobs/status";

export default async function HomePage() {
  const user = await getPageUser();
  if (!user) return <Landing />;
  const recent = await listInitialJobs(user, { limit: 6 });
  // Whoever has started something looks for that first.
  const isWatching = recent.items.some(({ status }) => !isTerminal(status));
  return (
    <PageBody>
      <PageTitle title="What shall we develop?">Start something, then leave it to us.</PageTitle>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-12">
        <RecentJobs initial={recent}>
          <div className="grid gap-4">
            {isWatching && <h2 className="font-serif text-3xl">Start another</h2>}
            <KindSamples isSignedIn isFirst isCompact={recent.items.length > 0} />
          </div>
        </RecentJobs>
      </div>
    </PageBody>
  );
}
