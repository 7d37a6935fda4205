import type { Metadata } from "next";
import { usualWords } from "@/components/copy/usual";
import { KindSamples } from "@/components/samples/kind-samples";
import { PageBody } from "@/components/shell/page-body";
import { PageTitle } from "@/components/shell/page-title";
import { listOffers } from "@/lib/http/page-data";
import { requirePageUser } from "@/lib/http/page-session";
import { kindNames } from "@/lib/jobs/kind-name";

export const metadata: Metadata = { title: "New" };

export default async function NewPage() {
  await requirePageUser("/new");
  const offers = await Promise.all(
    kindNames.map(async (kind) => [kind, usualWords(await listOffers(kind))] as const),
  );
  const usual = Object.fromEntries(offers);
  return (
    <PageBody>
      <PageTitle title="What shall we develop?">Start something, then leave it to us.</PageTitle>
      <KindSamples isSignedIn isFirst usual={usual} />
    </PageBody>
  );
}
