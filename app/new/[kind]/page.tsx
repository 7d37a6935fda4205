import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { KindForm } from "@/components/kinds/forms";
import { inStyle } from "@/components/kinds/in-style";
import { beginOf, wordsOf } from "@/components/kinds/words";
import { PageBody } from "@/components/shell/page-body";
import { PageTitle } from "@/components/shell/page-title";
import { getInitialJob, listInitialKeptWork, listOffers } from "@/lib/http/page-data";
import { requirePageUser } from "@/lib/http/page-session";
import { isKindName } from "@/lib/jobs/kind-name";

type Props = PageProps<"/new/[kind]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { kind } = await params;
  return { title: beginOf(kind) };
}

/** The form of a kind. `?like=` names one of the user's own jobs of that kind to begin from, `&style=` another style than it had. */
export default async function NewKindPage({ params, searchParams }: Props) {
  const { kind } = await params;
  const { like, style } = await searchParams;
  const user = await requirePageUser(`/new/${kind}`);
  if (!isKindName(kind)) notFound();
  const [offers, kept, job] = await Promise.all([
    listOffers(kind),
    listInitialKeptWork(user, kind),
    typeof like === "string" ? getInitialJob(user, like) : null,
  ]);
  return (
    <PageBody>
      <PageTitle title={beginOf(kind)}>{wordsOf(kind).line}</PageTitle>
      <KindForm
        key={job && `${job.id} ${String(style)}`}
        kind={kind}
        offers={offers}
        kept={kept}
        like={job?.kind === kind ? inStyle(job, style) : null}
      />
    </PageBody>
  );
}
