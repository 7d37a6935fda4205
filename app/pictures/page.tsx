import type { Metadata } from "next";
import { Pictures } from "@/components/pictures/pictures";
import { PageBody } from "@/components/shell/page-body";
import { PageTitle } from "@/components/shell/page-title";
import { galleryAddress, galleryPlaceOf } from "@/hooks/gallery-place";
import { getInitialPictures } from "@/lib/http/page-data";
import { queryOf } from "@/lib/http/page-query";
import { requirePageUser } from "@/lib/http/page-session";

export const metadata: Metadata = { title: "Pictures" };

/** What the jobs of whoever is signed in have made, narrowed by what the address says. */
export default async function PicturesPage({ searchParams }: PageProps<"/pictures">) {
  const place = galleryPlaceOf(queryOf(await searchParams));
  const user = await requirePageUser(galleryAddress(place));
  const { page, opened } = await getInitialPictures(user, place);
  return (
    <PageBody>
      <PageTitle title="Pictures" />
      <Pictures initial={{ kind: place.kind, page }} opened={opened} />
    </PageBody>
  );
}
