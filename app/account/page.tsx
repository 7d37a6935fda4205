import type { Metadata } from "next";
import { AccountSide } from "@/components/account/account-side";
import { UsedMonths } from "@/components/account/used-months";
import { PageBody } from "@/components/shell/page-body";
import { PageTitle } from "@/components/shell/page-title";
import { countBelongings, getUsedByMonth } from "@/lib/http/page-data";
import { requirePageUser } from "@/lib/http/page-session";
import { signOut } from "@/lib/http/sign-out";

export const metadata: Metadata = { title: "Account" };

/** What somebody's jobs cost, and beside that, or under it, whose they are, where they are told of, and the way out for good. */
export default async function AccountPage() {
  const user = await requirePageUser("/account");
  const [months, belongings] = await Promise.all([getUsedByMonth(user), countBelongings(user)]);
  return (
    <PageBody>
      <PageTitle title="Account" />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-14 lg:grid-cols-[minmax(0,1fr)_19rem]">
        <UsedMonths months={months} belongings={belongings} />
        <AccountSide email={user.email} signOut={signOut} />
      </div>
    </PageBody>
  );
}
