"use client";
import Link from "next/link";
import { useRef, type ReactNode } from "react";
import type { FormProps } from "@/components/kinds/kind-face";
import { TaggedSamples } from "@/components/samples/tagged-samples";
import { Film } from "@/components/sheet/film";
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
import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import { FirstImages } from "./first-images";
import { TagForm } from "./tag-form";
import { UntaggedImages } from "./untagged-images";

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
      <p className="leading-relaxed wrap-anywhere">
        {rest === 1 ? "One image" : count(rest, "image")} of “{job.title}” {rest === 1 ? "was" : "were"} not
        tagged. <InsteadAll />
      </p>
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
      <p className="leading-relaxed wrap-anywhere">
        {ids.length === 1 ? "The one image" : `All ${count(ids.length, "image")}`} of “{job.title}” {have}{" "}
        tags already. Tagging {them} again costs as much as the first time, and replaces those tags.{" "}
        <InsteadAll />
      </p>
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
    <div
      aria-busy="true"
      className="grid gap-9 lg:grid-cols-[minmax(0,43rem)_20rem] lg:justify-between lg:gap-x-12"
    >
      <span className="sr-only">Looking into your library</span>
      <Skeleton className="h-44" />
      <Skeleton className="h-56" />
    </div>
  );
}

function TagLibrary({ offers }: Pick<FormProps, "offers">) {
  const { counts, error, refresh } = useLibraryCounts();
  const zone = useRef<HTMLButtonElement>(null);
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
  const { total, untagged } = counts;
  if (total > 0 && untagged === 0) {
    return (
      <Nothing title="Nothing left to tag" action="Choose in the library">
        All {count(total, "image")} of your library are tagged, or on their way to be. To have some tagged
        anew, choose them there.
      </Nothing>
    );
  }
  const isUploading = queue.images.length > 0 || queue.arrived > 0;
  return (
    <TagForm
      offers={offers}
      input={total === 0 ? null : { all: "untagged" }}
      label={allLabel(total, untagged)}
      focus={zone}
    >
      <div className="grid gap-3">
        <h2 className="text-sm font-medium">Images to tag</h2>
        {total === 0 ? (
          <FirstImages uploader={uploader} focus={zone} />
        ) : (
          <>
            <Untagged total={total} untagged={untagged} />
            <UntaggedImages untagged={untagged} />
          </>
        )}
      </div>
      <UploadPanel queue={queue} uploader={uploader} />
      {total === 0 && !isUploading && <TagsToCome />}
    </TagForm>
  );
}

/** What will come of it, on images of the demonstration. */
function TagsToCome() {
  return (
    <figure className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <Film>
        <TaggedSamples className="px-2.5 text-film-ink sm:px-4.5" />
      </Film>
      <figcaption className="text-sm text-soft">
        Samples: every image gets tags like these, and is found by them.
      </figcaption>
    </figure>
  );
}

function allLabel(total: number, untagged: number): string {
  if (total === 0) return "Tag the images";
  return untagged === 1
    ? "Tag the one without tags"
    : `Tag the ${untagged.toLocaleString("en")} untagged images`;
}

/** How many of the library have no tags, and where to choose among them. */
function Untagged({ total, untagged }: { total: number; untagged: number }) {
  return (
    <div className="mb-2 grid justify-items-start gap-1 leading-relaxed text-pretty">
      <p>
        {untagged === total ? "None" : untagged.toLocaleString("en")} of the {count(total, "image")} in your
        library{" "}
        {untagged === total ? "have tags yet." : untagged === 1 ? "has no tags yet." : "have no tags yet."}
      </p>
      <Link
        href="/library"
        className="text-soft underline decoration-faint underline-offset-4 hover:text-ink"
      >
        Choose some of them in the library
      </Link>
    </div>
  );
}

/** Nothing to tag, and where to go instead. */
function Nothing(props: { title: string; action: string; children: ReactNode }) {
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
