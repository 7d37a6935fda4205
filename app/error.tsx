"use client";
import { MessagePage } from "@/components/shell/message-page";
import { Button } from "@/components/ui/button";

export default function ErrorPage({ retry }: { error: unknown; retry: () => void }) {
  return (
    <MessagePage
      title="This page did not come out"
      text="Something went wrong on our side. Your jobs are not touched by it; they go on."
    >
      <Button look="primary" onClick={() => retry()}>
        Try again
      </Button>
    </MessagePage>
  );
}
