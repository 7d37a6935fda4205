"use client";
import { useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { count } from "@/components/ui/figures";
import { Note } from "@/components/ui/note";
import { Progress } from "@/components/ui/progress";
import { isOnItsWay, percentOf, type LibraryQueue } from "@/hooks/library-queue-state";
import type { LibraryUploader } from "@/hooks/library-uploader";
import { nobody } from "@/hooks/travelling";
import { TwinList } from "./twin-list";
import { UploadRows } from "./upload-rows";

interface Props {
  queue: LibraryQueue;
  uploader: LibraryUploader;
  className?: string;
}

/** Files on their way into the library: each, and all of them. */
export function UploadPanel({ queue, uploader, className }: Props) {
  const { images, arrived, twins, pause, halted, isElsewhere, isKept } = queue;
  const moving = images.filter(isOnItsWay);
  const missing = images.filter(({ state }) => state === "missing");
  const failed = images.filter(({ state }) => state === "failed");
  const refused = images.filter(({ state }) => state === "refused");
  const all = arrived + twins.length + images.length;
  if (all === 0 && !isElsewhere) return null;
  const isOver = moving.length === 0 && missing.length === 0 && failed.length === 0;
  const idsOf = (some: typeof images) => some.map(({ id }) => id);
  return (
    <Card aria-label="Images being added" className={cn("grid gap-4", className)}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 className="font-serif text-2xl">{titleOf(queue, moving.length)}</h2>
        <output className="text-sm text-soft">
          {!isOver && `${arrived.toLocaleString("en")} of ${count(all, "image")} added`}
        </output>
      </div>
      {moving.length > 0 && <WholeProgress queue={queue} uploader={uploader} />}
      {isElsewhere && moving.length > 0 && (
        <Note>Another tab is adding images. This one goes on when that is done.</Note>
      )}
      {pause && moving.length > 0 && <Note tone="warm">{pause.sentence}</Note>}
      {halted !== null && (
        <Note tone="fail" role="alert" className="grid justify-items-start gap-3">
          {halted} {count(moving.length, "image")} {moving.length === 1 ? "waits" : "wait"} here.
          <Button size="sm" onClick={() => uploader.retry()}>
            Go on
          </Button>
        </Note>
      )}
      {!isKept && moving.length > 0 && (
        <Note tone="warm">
          This browser keeps no files for us. Stay on this page until all of them are added.
        </Note>
      )}
      <UploadRows images={moving} travelling={uploader.travelling} />
      {missing.length > 0 && (
        <Note tone="warm" className="grid justify-items-start gap-3">
          {count(missing.length, "file")} of before could not be kept while the page was away. Add the same
          folder again: what is here already is passed over.
          <Button size="sm" onClick={() => uploader.forget(idsOf(missing))}>
            Leave them out
          </Button>
        </Note>
      )}
      {failed.length > 0 && (
        <Note tone="fail" role="alert" className="grid justify-items-start gap-3">
          <ReasonList images={failed} />
          <Button size="sm" onClick={() => uploader.retry()}>
            Try again
          </Button>
        </Note>
      )}
      {refused.length > 0 && (
        <Note tone="fail" role="alert" className="grid gap-2">
          <p className="font-medium">Not taken. The other files are fine.</p>
          <ReasonList images={refused} />
        </Note>
      )}
      <TwinList twins={twins} />
      <div className="flex flex-wrap gap-2.5 empty:hidden">
        {moving.length > 0 && (
          <Button size="sm" onClick={() => uploader.forget(idsOf(moving))}>
            Stop adding
          </Button>
        )}
        {isOver && !isElsewhere && (
          <Button size="sm" onClick={() => uploader.forget(idsOf(images))}>
            Dismiss
          </Button>
        )}
      </div>
    </Card>
  );
}

/** By itself: it moves far more often than anything around it. */
function WholeProgress({ queue, uploader: { travelling } }: Pick<Props, "queue" | "uploader">) {
  const percents = useSyncExternalStore(travelling.subscribe, travelling.percents, () => nobody);
  return <Progress value={percentOf(queue, percents)} label="Images being added" />;
}

function titleOf({ images, arrived, twins, isElsewhere }: LibraryQueue, moving: number): string {
  if (moving > 0) return `Adding ${count(moving, "image")}`;
  if (images.length === 0 && arrived + twins.length === 0 && isElsewhere)
    return "Another tab is adding images";
  if (arrived > 0) return `Added ${count(arrived, "image")}`;
  return twins.length > 0 ? "Nothing new" : "Not added";
}

/** Each with what is wrong with it, in a box of its own where they are many. */
function ReasonList({ images }: { images: LibraryQueue["images"] }) {
  return (
    <ul className="grid max-h-52 gap-1 overflow-y-auto wrap-anywhere">
      {images.map(({ id, name, problem }) => (
        <li key={id}>{problem?.startsWith(name) ? problem : `${name}: ${problem ?? ""}`}</li>
      ))}
    </ul>
  );
}
