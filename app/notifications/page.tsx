import type { Metadata } from "next";
import { Telegram } from "@/components/notifications/telegram";
import { Webhooks } from "@/components/notifications/webhooks";
import { PageBody } from "@/components/shell/page-body";
import { PageTitle } from "@/components/shell/page-title";
import { getInitialEndpoints, getInitialTelegram } from "@/lib/http/page-data";
import { requirePageUser } from "@/lib/http/page-session";

export const metadata: Metadata = { title: "Notifications" };

/** Where else than on a page somebody hears of their jobs. */
export default async function NotificationsPage() {
  const user = await requirePageUser("/notifications");
  const [telegram, endpoints] = await Promise.all([getInitialTelegram(user), getInitialEndpoints(user)]);
  return (
    <PageBody>
      <PageTitle title="Notifications">How you hear of your jobs while no page is open.</PageTitle>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-14">
        <Telegram initial={telegram} />
        <Webhooks initial={endpoints} />
      </div>
    </PageBody>
  );
}
