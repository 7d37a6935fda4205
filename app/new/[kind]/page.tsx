import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { kinds } from "@/components/kinds/registry";
import { PageBody } from "@/components/shell/page-body";
import { PageTitle } from "@/components/shell/page-title";
import { requirePageUser } from "@/lib/http/page-session";

type Props = PageProps<"/new/[kind]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { kind } = await params;
  return { title: `New ${kinds[kind]?.name.toLowerCase() ?? "job"}` };
}

export default async function NewKindPage({ params }: Props) {
  const { kind } = await params;
  await requirePageUser(`/new/${kind}`);
  const face = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (!face) notFound();
  return (
    <PageBody narrow>
      <PageTitle title={`New ${face.name.toLowerCase()}`}>{face.line}</PageTitle>
      <face.Form />
    </PageBody>
  );
}
