import type { Metadata } from "next";
import { KindSamples } from "@/components/samples/kind-samples";
import { PageBody } from "@/components/shell/page-body";
import { PageTitle } from "@/components/shell/page-title";
import { requirePageUser } from "@/lib/http/page-session";

export const metadata: Metadata = { title: "New" };

export default async function NewPage() {
  await requirePageUser("/new");
  return (
    <PageBody>
      <PageTitle title="What shall we develop?">Start something, then leave it to us.</PageTitle>
      <KindSamples isSignedIn isFirst />
    </PageBody>
  );
}
