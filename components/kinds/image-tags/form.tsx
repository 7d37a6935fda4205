"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { StartForm } from "@/components/jobs/start-form";
import { StartRow } from "@/components/jobs/start-row";
import type { FormProps } from "@/components/kinds/kind-face";
import { Button } from "@/components/ui/button";
import { count } from "@/components/ui/figures";
import { Note } from "@/components/ui/note";
import { Skeleton } from "@/components/ui/skeleton";
import { UploadPanel } from "@/components/library/upload-panel";
import { useAfter } from "@/components/library/use-after";
import { errorSentence } from "@/hooks/api";
import { isOnItsWay } from "@/hooks/library-queue-state";
import { useLibraryCounts } from "@/hooks/use-library-counts";
import { useLibraryUpload } from "@/hooks/use-library-upload";
import { useSameImages } from "@/hooks/use-same-images";
import { taggingOf } from "@/hooks/tagging-details";
import { useStartJob } from "@/hooks/use-start-job";
import type { JobView } from "@/lib/jobs/job-view";
import type { LibraryChoice } from "@/lib/jobs/library";
import { isTerminal } from "@/lib/jobs/status";
import { FirstImages } from "./first-images";

/** Tags for the rest of another job, for the same images once more where it has no rest, or for all images of the library that have none; which others, the library itself is the place to choose. */
export function ImageTagsForm({ offers, like }: FormProps) {
  if (!like || !isTerminal(like.status)) return <TagLibrary offers={offers} />;
  const { total, tagged } = taggingOf(like);
  return total > tagged ? (
    <TagRest offers={offers} job={like} rest={total - tagged} />
  ) : (
    <TagSame offers={offers} job={like} />
  );
}

/** Those images that another job has not tagged. */
function TagRest({ offers, job, rest }: Pick<FormProps, "offers"> & { job: JobView; rest: number }) {
  return (
    <TagForm
      offers={offers}
      input={{ restOf: job.id }}
      label={rest === 1 ? "Tag that one image" : `Tag those ${count(rest, "image")}`}
    >
      {rest === 1 ? "One image" : count(rest, "image")} of “{job.title}” {rest === 1 ? "was" : "were"} not
      tagged. <InsteadAll />
    </TagForm>
  );
}

/** All images of another job once more; the library where they are gone, or too many to be named. */
function TagSame({ offers, job }: Pick<FormProps, "offers"> & { job: JobView }) {
  const { ids, error } = useSameImages(job, true);
  if (ids === undefined && error === undefined) return <Looking />;
  if (!ids || ids.length === 0) return <TagLibrary offers={offers} />;
  const [have, them] = ids.length === 1 ? ["has", "it"] : ["have", "them"];
  return (
    <TagForm
      offers={offers}
      input={{ assetIds: ids }}
      label={ids.length === 1 ? "Tag it again" : `Tag those ${count(ids.length, "image")} again`}
    >
      {ids.length === 1 ? "The one image" : `All ${count(ids.length, "image")}`} of “{job.title}” {have} tags
      already. Tagging {them} again costs as much as the first time, and replaces those tags. <InsteadAll />
    </TagForm>
  );
}

function InsteadAll() {
  return (
    <Link
      href="/new/image_tags"
      className="text-soft underline decoration-faint underline-offset-4 hover:text-ink"
    >
      Tag all that have no tags instead
    </Link>
  );
}

function Looking() {
  return (
    <div aria-busy="true" className="grid gap-4">
      <span className="sr-only">Looking into your library</span>
      <Skeleton className="h-6 w-2/3" />
      <Skeleton className="h-12 w-52" />
    </div>
  );
}

function TagLibrary({ offers }: Pick<FormProps, "offers">) {
  const { counts, error, refresh } = useLibraryCounts();
  const { queue, uploader } = useLibraryUpload(() => {
    if (counts?.total === 0) void refresh();
  });
  useAfter(queue.images.some(isOnItsWay), async () => void (await refresh()));
  if (!counts && error !== undefined) {
    return (
      <Note tone="warm" role="alert" className="grid justify-items-start gap-3">
        {errorSentence(error)}
        <Button size="sm" onClick={() => void refresh()}>
          Try again
        </Button>
      </Note>
    );
  }
  if (!counts) return <Looking />;
  if (counts.total === 0) {
    return <FirstImages queue={queue} uploader={uploader} />;
  }
  if (counts.untagged === 0) {
    return (
      <Nothing title="Nothing left to tag" action="Choose in the library">
        All {count(counts.total, "image")} of your library are tagged, or on their way to be. To have some
        tagged anew, choose them there.
      </Nothing>
    );
  }
  return (
    <>
      <UploadPanel queue={queue} uploader={uploader} />
      <TagAll offers={offers} total={counts.total} untagged={counts.untagged} />
    </>
  );
}

function TagAll({
  offers,
  total,
  untagged,
}: Pick<FormProps, "offers"> & { total: number; untagged: number }) {
  return (
    <TagForm
      offers={offers}
      input={{ all: "untagged" }}
      label={
        untagged === 1 ? "Tag the one without tags" : `Tag all ${untagged.toLocaleString("en")} without tags`
      }
    >
      {untagged === total ? "None" : untagged.toLocaleString("en")} of the {count(total, "image")} in your
      library{" "}
      {untagged === total ? "have tags yet." : untagged === 1 ? "has no tags yet." : "have no tags yet."}{" "}
      <Link
        href="/library"
        className="text-soft underline decoration-faint underline-offset-4 hover:text-ink"
      >
        Choose some of them in the library
      </Link>
    </TagForm>
  );
}

function TagForm(
  props: Pick<FormProps, "offers"> & { input: LibraryChoice; label: string; children: React.ReactNode },
) {
  const { offers, input, label, children } = props;
  const router = useRouter();
  const { state, problem, start } = useStartJob("image_tags");
  const [priority, setPriority] = useState("normal");

  async function onSubmit() {
    const job = await start(input, priority);
    if (job) router.push(`/jobs/${job.id}`);
  }

  return (
    <StartForm
      onSubmit={onSubmit}
      end={
        <StartRow
          label={label}
          state={state}
          missing={null}
          offers={offers}
          problem={problem}
          ready="Ready. Half the price, because it may take up to a day; usually it is done in minutes. You can close the page."
          priority={priority}
          onPriority={setPriority}
        />
      }
    >
      <p className="leading-relaxed wrap-anywhere">{children}</p>
    </StartForm>
  );
}

/** Nothing to tag, and where to go instead. */
function Nothing(props: { title: string; action: string; children: React.ReactNode }) {
  const { title, action, children } = props;
  return (
    <div className="grid justify-items-center gap-3 rounded-card border bg-tray px-6 py-14 text-center">
      <h2 className="font-serif text-3xl">{title}</h2>
      <p className="max-w-100 leading-relaxed text-balance text-soft">{children}</p>
      <Button asChild look="primary" className="mt-2">
        <Link href="/library">{action}</Link>
      </Button>
    </div>
  );
}
