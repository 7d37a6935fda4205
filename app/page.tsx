import { mostActive, mostEnded } from "@/components/pages/home-limits";
import { RecentJobs } from "@/components/pages/recent-jobs";
import { Landing } from "@/components/landing/landing";
import { KindSamples } from "@/components/samples/kind-samples";
import { PageBody } from "@/components/shell/page-body";
import { PageTitle } from "@/components/shell/page-title";
import { listInitialJobs } from "@/lib/http/page-data";
import { getPageUser } from "@/lib/http/page-session";
import { activeStatuses, endedStatuses } from "@/lib/jobs/status";

export default async function HomePage() {
  const user = await getPageUser();
  if (!user) return <Landing />;
  const [active, ended] = await Promise.all([
    listInitialJobs(user, { status: activeStatuses, limit: mostActive }),
    listInitialJobs(user, { status: endedStatuses, limit: mostEnded }),
  ]);
  // Whoever has started something looks for that first.
  const isWatching = active.items.length > 0;
  return (
    <PageBody>
      <PageTitle title="What shall we develop?">Start something, then leave it to us.</PageTitle>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-12">
        <RecentJobs initial={{ active, ended }}>
          <div className="grid gap-4">
            {isWatching && <h2 className="font-serif text-3xl">Start another</h2>}
            <KindSamples isSignedIn isFirst isCompact={isWatching || ended.items.length > 0} />
          </div>
        </RecentJobs>
      </div>
    </PageBody>
  );
}
