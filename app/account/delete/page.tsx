import type { Metadata } from "next";
import { DeleteEverything } from "@/components/account/delete-everything";
import { PageBody } from "@/components/shell/page-body";
import { PageTitle } from "@/components/shell/page-title";
import { getLeaving } from "@/lib/http/page-data";
import { requirePageUser } from "@/lib/http/page-session";
import { signOut } from "@/lib/http/sign-out";

export const metadata: Metadata = { title: "Delete everything of mine" };

/** Says what would go, and asks for it in so many words. */
export default async function DeleteEverythingPage() {
  const user = await requirePageUser("/account/delete");
  const leaving = await getLeaving(user);
  return (
    <PageBody>
      <PageTitle title="Delete everything of mine">
        This cannot be undone. It is done at once, and to its end, though you close the page.
      </PageTitle>
      <DeleteEverything leaving={leaving} leave={signOut} />
    </PageBody>
  );
}
