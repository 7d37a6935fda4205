"use client";
import { MessagePage } from "@/components/shell/message-page";
import { Button } from "@/components/ui/button";
import { useReload } from "@/hooks/use-reload";
import { useRetry } from "@/hooks/use-retry";

/** In the place of a page that could not be made. One whose database is away, or a part of it, is asked for again by itself. */
export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const isAway = error instanceof Error && "digest" in error && error.digest === "darkroom-away";
  // What could not be fetched once may stay refused for as long as the page lives.
  const isLost = error instanceof Error && error.name === "ChunkLoadError";
  useRetry(retry, isAway ? 3_000 : 0);
  useReload(isLost);
  return (
    <MessagePage {...(isAway ? away : isLost ? lost : broken)}>
      <Button look="primary" onClick={() => (isLost ? location.reload() : retry())}>
        Try again
      </Button>
    </MessagePage>
  );
}

const away = {
  title: "A moment, please",
  text: "Darkroom’s own database is not answering just now. Nothing is lost, and your jobs go on. This page asks again by itself every few seconds.",
};

const lost = {
  title: "This page did not arrive",
  text: "A part of it could not be fetched: the connection broke off, or Darkroom was renewed meanwhile. Your jobs are not touched by it; they go on.",
};

const broken = {
  title: "This page did not come out",
  text: "Something went wrong on our side. Your jobs are not touched by it; they go on.",
};
