"use client";
import dynamic from "next/dynamic";
import { useEffect, useMemo, useRef } from "react";
import type { GridGuide } from "@/components/grid/virtual-grid";
import type { Picture } from "@/components/jobs/picture";
import { useLightboxAt } from "@/components/jobs/use-lightbox";
import { insisting } from "@/components/kinds/insisting";
import { pageOf, wordsOf } from "@/components/kinds/words";
import { Trouble } from "@/components/session/trouble";
import { Film } from "@/components/sheet/film";
import { toast } from "@/components/ui/toast";
import { usePictures, type InitialPictures } from "@/hooks/use-pictures";
import { isFilm } from "@/lib/jobs/artifact";
import type { PictureView } from "@/lib/jobs/picture-view";
import { NoPictures } from "./no-pictures";
import { PictureKinds } from "./picture-kinds";
import { captionOf } from "./picture-words";
import { PicturesSkeleton } from "./pictures-skeleton";
import { useGalleryPlace } from "./use-gallery-place";

// What draws the grid is not needed to show that there is one.
const PictureGrid = dynamic(
  insisting(async () => (await import("./picture-grid")).PictureGrid),
  { ssr: false, loading: PicturesSkeleton },
);

interface Props {
  initial: InitialPictures;
  /** The picture that the address opens, which may lie far down: shown by itself until the list has come to it. */
  opened: PictureView | null;
}

/** So many pictures before the last one that is there, older ones are asked for. */
const ahead = 6;
/** One that a link has opened is looked for among so many, to be walked on from. */
const farthest = 1_000;

/** Everything that somebody's jobs have made, and each of it large. */
export function Pictures({ initial, opened }: Props) {
  const { kind, open, show, choose } = useGalleryPlace();
  const { items, isLoading, isShort, hasMore, error, want, refresh } = usePictures(kind, initial);
  const guide = useRef<GridGuide>(null);
  const lastOpen = useRef<string | null>(null);

  const isListed = items.some(({ id }) => id === open);
  const isAlone = !isListed && opened?.id === open && open !== null;
  const shown = useMemo(() => (isAlone && opened ? [opened] : items), [isAlone, opened, items]);
  const pictures = useMemo(() => shown.map(asPicture), [shown]);
  const at = open === null ? -1 : shown.findIndex(({ id }) => id === open);
  const lightbox = useLightboxAt({
    pictures,
    hasMore: hasMore && !isAlone,
    at: at === -1 ? null : at,
    onMove: (to) => show(to === null ? null : (shown[to]?.id ?? null)),
    onLeft: () => {
      const index = items.findIndex(({ id }) => id === lastOpen.current);
      if (index !== -1) guide.current?.go(index);
    },
  });

  const isMissing = open !== null && at === -1 && !isLoading;
  useEffect(() => {
    if (!isMissing) return;
    toast("That picture is not there any more");
    show(null);
  }, [isMissing, show]);

  const { want: wantRoom } = lightbox;
  useEffect(() => {
    if (open === null) return;
    lastOpen.current = open;
    void wantRoom();
  }, [open, wantRoom]);
  useEffect(() => {
    if (at !== -1 && !isAlone) want(at + ahead);
  }, [at, isAlone, want]);
  const isSought = isAlone && items.length < farthest && (kind === null || kind === opened?.kind);
  useEffect(() => {
    if (isSought) want(items.length);
  }, [isSought, items.length, want]);

  const isNone = !isLoading && items.length === 0 && error === null;
  return (
    <div {...lightbox.holds}>
      {/* What does not exist need not be narrowed. */}
      {(kind !== null || !isNone) && <PictureKinds kind={kind} onKind={choose} />}
      {error !== null && (
        <div className="mb-5">
          <Trouble
            error={error}
            rest={items.length > 0 && "Some pictures are not shown yet."}
            onAgain={() => void refresh()}
          />
        </div>
      )}
      {isLoading && <PicturesSkeleton />}
      {isNone && <NoPictures kind={kind} />}
      {items.length > 0 && (
        <section aria-label="Pictures" aria-busy={isShort}>
          <Film>
            <div className="px-2.5 sm:px-4.5">
              <PictureGrid
                items={items}
                onOpen={(index) => show(items[index]?.id ?? null)}
                want={want}
                guide={guide}
              />
            </div>
          </Film>
          <output className="mt-4 block text-center text-sm text-soft empty:hidden">
            {isShort ? "Fetching older ones" : ""}
          </output>
        </section>
      )}
      {lightbox.room}
    </div>
  );
}

function asPicture(picture: PictureView, index: number): Picture {
  const { url, kind, jobId, posterUrl } = picture;
  const caption = captionOf(picture);
  return {
    number: index + 1,
    src: url,
    alt: caption,
    title: caption,
    from: { label: `Go to the ${wordsOf(kind).name.toLowerCase()}`, href: pageOf({ kind, id: jobId }) },
    ...(isFilm(picture) && { film: { poster: posterUrl } }),
  };
}
