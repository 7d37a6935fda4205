import { PicturesSkeleton } from "@/components/pictures/pictures-skeleton";
import { PageBody } from "@/components/shell/page-body";
import { PageTitle } from "@/components/shell/page-title";

export default function PicturesLoading() {
  return (
    <PageBody>
      <PageTitle title="Pictures" />
      <PicturesSkeleton />
    </PageBody>
  );
}
