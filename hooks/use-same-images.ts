"use client";
import type { JobView } from "@/lib/jobs/job-view";
import { useJobAssets } from "./use-job-assets";

/** So many images are named one by one, as many as one answer has. */
const mostNamed = 500;

/**
 * The images that a tagging job was for, by their ids, to ask for the same once more: those that there still are; `undefined` until
 * they are known, `null` where they are too many to be named.
 */
export function useSameImages(job: JobView, isWanted: boolean) {
  const { assets, error, hasMore } = useJobAssets(job, { limit: mostNamed }, isWanted);
  const ids = assets?.flatMap(({ assetId, tags }) => (tags === null ? [] : assetId));
  return { ids: hasMore ? null : ids, error };
}
