"use client";
import { useEffect, useRef } from "react";
import useSWRInfinite from "swr/infinite";
import type { JobView } from "@/lib/jobs/job-view";
import { getJson } from "./api";
import { taggingOf } from "./tagging-details";
import { pollOptions, useRecovery } from "./use-polled";

/** One image of a tagging job, and what became of it; of one that is deleted no more is known. */
export interface JobAsset {
  assetId: string;
  state: "waiting" | "sent" | "tagged" | "failed" | "left";
  reason: string | null;
  tags: string[] | null;
  caption: string | null;
  name: string | null;
}

interface PageOfAssets {
  items: JobAsset[];
  nextCursor: string | null;
}

/** Which images of a job: those in one state, or all; how many a page. */
interface Asked {
  state?: "failed" | "left";
  limit: number;
}

/**
 * The images of a tagging job in its order, page after page; `undefined` until the first answer. `isWanted` set to false
 * asks for nothing. They are read again whenever the job has learned something of them.
 */
export function useJobAssets(job: JobView, { state, limit }: Asked, isWanted = true) {
  const address = `/api/jobs/${job.id}/assets?${state === undefined ? "" : `state=${state}&`}limit=${limit}`;
  const {
    data: pages,
    error,
    size,
    setSize,
    mutate,
  } = useSWRInfinite<PageOfAssets, unknown>(
    (index, before: PageOfAssets | null) => {
      if (!isWanted) return null;
      if (index === 0) return address;
      return before?.nextCursor ? `${address}&cursor=${encodeURIComponent(before.nextCursor)}` : null;
    },
    getJson,
    // The job itself says when there is something new.
    // A job that ends is shown by another part of the page, which has to ask too.
    { ...pollOptions, revalidateOnFocus: false, revalidateFirstPage: false, revalidateOnMount: true },
  );
  useRecovery(error, mutate);

  const { tagged, failed, batches } = taggingOf(job);
  const ends = batches.map(({ id, isOver }) => `${id} ${isOver}`).join();
  const known = `${job.attempt} ${job.status} ${tagged} ${failed} ${ends}`;
  const asked = useRef(known);
  useEffect(() => {
    if (asked.current === known) return;
    asked.current = known;
    void mutate();
  }, [known, mutate]);

  return {
    assets: pages?.flatMap(({ items }) => items),
    error,
    hasMore: pages?.at(-1)?.nextCursor != null,
    more: () => void setSize(size + 1),
  };
}
