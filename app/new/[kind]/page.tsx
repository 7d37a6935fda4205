import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { kinds } from "@/components/kinds/registry";
import { PageBody } from "@/components/shell/page-body";
import { PageTitle } from "@/components/shell/page-title";
import { getInitialJob, listOffers } from "@/lib/http/page-data";
import { requirePageUser } from "@/lib/http/page-session";

type Props = PageProps<"/new/[kind]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { kind } = await params;
  return { title: `New ${kinds[kind]?.name.toLowerCase() ?? "job"}` };
}

/** The form of a kind. `?like=` names one of the user's own jobs of that kind to begin from. */
export default async function NewKindPage({ params, searchParams }: Props) {
  const { kind } = await params;
  const { like } = await searchParams;
  const user = await requirePageUser(`/new/${kind}`);
  const face = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (!face) notFound();
  const [offers, job] = await Promise.all([
    listOffers(kind),
    typeof like === "string" ? getInitialJob(user, like) : null,
  ]);
  return (
    <PageBody narrow>
      <PageTitle title={`New ${face.name.toLowerCase()}`}>{face.line}</PageTitle>
      <face.Form offers={offers} like={job?.kind === kind ? job : null} />
    </PageBody>
  );
}
