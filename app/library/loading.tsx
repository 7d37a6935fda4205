import { LibrarySkeleton } from "@/components/library/library-skeleton";
import { PageBody } from "@/components/shell/page-body";
import { PageTitle } from "@/components/shell/page-title";

export default function LibraryLoading() {
  return (
    <PageBody>
      <PageTitle title="Library" />
      <LibrarySkeleton />
    </PageBody>
  );
}
