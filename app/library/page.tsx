import type { Metadata } from "next";
import { Library } from "@/components/library/library";
import { PageBody } from "@/components/shell/page-body";
import { filterOf, pageQuery } from "@/hooks/library-filter";
import { getInitialLibrary } from "@/lib/http/page-data";
import { queryOf } from "@/lib/http/page-query";
import { requirePageUser } from "@/lib/http/page-session";

export const metadata: Metadata = { title: "Library" };

/** The library of whoever is signed in, narrowed by what the address says. */
export default async function LibraryPage({ searchParams }: PageProps<"/library">) {
  const filter = filterOf(queryOf(await searchParams));
  const query = pageQuery(filter);
  const user = await requirePageUser(query === "" ? "/library" : `/library?${query}`);
  // Where a day begins only the browser knows.
  const isDated = filter.from !== null || filter.to !== null;
  const initial = isDated ? null : { query, ...(await getInitialLibrary(user, filter)) };
  return (
    <PageBody>
      <Library initial={initial} />
    </PageBody>
  );
}
