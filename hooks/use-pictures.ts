"use client";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import useSWRInfinite from "swr/infinite";
import type { JobView } from "@/lib/jobs/job-view";
import { pictureKinds, type PictureKind, type PictureView } from "@/lib/jobs/picture-view";
import { getJson } from "./api";
import { useDeletedJobs } from "./deleted-jobs";
import { pollOptions, useRecovery } from "./use-polled";
import { useReasonsToRead } from "./use-reasons-to-read";

/** What a page of the gallery answers. */
export interface PageOfPictures {
  items: PictureView[];
  nextCursor: string | null;
}

/** What the server has drawn the page with, and the kind that it is of. */
export interface InitialPictures {
  kind: PictureKind | null;
  page: PageOfPictures;
}

const makesPictures = ({ kind }: Pick<JobView, "kind">): boolean =>
  pictureKinds.some((each) => each === kind);

/**
 * What has been made, the newest first, as far down as somebody looks. It is read again when a job has added to it, is over
 * or was put back, and when somebody comes back; what is deleted is left out at once.
 */
export function usePictures(kind: PictureKind | null, given: InitialPictures) {
  const initial = given.kind === kind ? given.page : null;
  const [isOfOld] = useState(initial !== null);
  const addressOf = (cursor: string | null) => {
    const query = [kind && `kind=${kind}`, cursor && `cursor=${cursor}`].filter(Boolean).join("&");
    return `/api/pictures${query && `?${query}`}`;
  };
  const answer = useSWRInfinite<PageOfPictures, unknown>(
    (index, before: PageOfPictures | null) => {
      if (index === 0) return addressOf(null);
      return before?.nextCursor ? addressOf(before.nextCursor) : null;
    },
    getJson,
    {
      ...pollOptions,
      revalidateFirstPage: false,
      revalidateOnFocus: false,
      ...(initial && { fallbackData: [initial], revalidateOnMount: false }),
    },
  );
  const { data: pages, error, size, setSize, mutate } = answer;
  const refresh = useCallback(async () => void (await mutate().catch(() => undefined)), [mutate]);
  useRecovery(error, refresh);
  useReasonsToRead(refresh, isOfOld, makesPictures);

  const deleted = useDeletedJobs();
  const before = useRef(deleted);
  useEffect(() => {
    // What was read while a job was deleted lacks its pictures.
    if ([...before.current].some((id) => !deleted.has(id))) void refresh();
    before.current = deleted;
  }, [deleted, refresh]);
  const items = useMemo(() => {
    const all = new Map(pages?.flatMap((page) => page.items.map((item) => [item.id, item])));
    return [...all.values()].filter(({ jobId }) => !deleted.has(jobId));
  }, [pages, deleted]);

  const hasMore = pages?.at(-1)?.nextCursor != null;
  const isShort = hasMore && size > pages.length;
  const want = useCallback(
    (upTo: number) => {
      if (hasMore && !isShort && upTo >= items.length) void setSize(size + 1);
    },
    [hasMore, isShort, items.length, setSize, size],
  );
  return {
    items,
    isLoading: pages === undefined && error === undefined,
    /** Whether older ones are on their way. */
    isShort,
    /** Whether there are older ones that are not here yet. */
    hasMore,
    error: error ?? null,
    want,
    refresh,
  };
}
