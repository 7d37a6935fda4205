"use client";
import { MessagePage } from "@/components/shell/message-page";
import { Button } from "@/components/ui/button";
import { useRetry } from "@/hooks/use-retry";

/** In the place of a page that could not be made. One whose database is away is asked for again by itself. */
export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const isAway = error instanceof Error && "digest" in error && error.digest === "darkroom-away";
  useRetry(retry, isAway ? 5_000 : 0);
  return (
    <MessagePage {...(isAway ? away : broken)}>
      <Button look="primary" onClick={() => retry()}>
        Try again
      </Button>
    </MessagePage>
  );
}

const away = {
  title: "A moment, please",
  text: "Darkroom’s own database is not answering just now. Nothing is lost, and your jobs go on. This page asks again by itself every few seconds.",
};

const broken = {
  title: "This page did not come out",
  text: "Something went wrong on our side. Your jobs are not touched by it; they go on.",
};
