import type { Metadata } from "next";
import Link from "next/link";
import { UsedMonths } from "@/components/account/used-months";
import { PageBody } from "@/components/shell/page-body";
import { PageTitle } from "@/components/shell/page-title";
import { Button } from "@/components/ui/button";
import { getUsedByMonth } from "@/lib/http/page-data";
import { requirePageUser } from "@/lib/http/page-session";

export const metadata: Metadata = { title: "Account" };

/** What somebody's jobs cost, and the way out for good. */
export default async function AccountPage() {
  const user = await requirePageUser("/account");
  const months = await getUsedByMonth(user);
  return (
    <PageBody narrow>
      <PageTitle title="Account">{user.email}</PageTitle>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-14">
        <UsedMonths months={months} />
        <section aria-labelledby="leave" className="grid justify-items-start gap-4">
          <h2 id="leave" className="font-serif text-3xl">
            Delete everything of mine
          </h2>
          <p className="max-w-160 text-[0.9375rem] leading-relaxed text-soft">
            All jobs with what they made, your uploads, your library, and where you are told of them. The next
            page says exactly what goes, and asks once more.
          </p>
          <Button asChild>
            <Link href="/account/delete">See what would go</Link>
          </Button>
        </section>
      </div>
    </PageBody>
  );
}
