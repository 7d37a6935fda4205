import type { Metadata } from "next";
import Link from "next/link";
import { MessagePage } from "@/components/shell/message-page";
import { Button } from "@/components/ui/button";

export const metadata: Metadata = { title: "Not found" };

export default function NotFoundPage() {
  return (
    <MessagePage
      title="Nothing was exposed here"
      text="There is no such page or job, or it is not yours to see."
    >
      <Button asChild look="primary">
        <Link href="/jobs">Go to your jobs</Link>
      </Button>
    </MessagePage>
  );
}
