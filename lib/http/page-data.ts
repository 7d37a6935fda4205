import { after } from "next/server";
import { toAssetView } from "@/lib/jobs/asset-view";
import type { JobView } from "@/lib/jobs/job-view";
import type { JobStatus } from "@/lib/jobs/status";
import { NotFound } from "@/lib/services/errors";
import { getJob } from "@/lib/services/get-job";
import { countLibrary, listAssets } from "@/lib/services/list-assets";
import { listJobs } from "@/lib/services/list-jobs";
import { presentJob, presentJobs } from "@/lib/services/present-job";
import { forPage } from "./away";
import { parseJobId } from "./job-id";
import type { PageUser } from "./page-session";

/** A job for the first paint of its page, or `null` if this user has none of that id. */
export async function getInitialJob(user: PageUser, id: string): Promise<JobView | null> {
  try {
    return await forPage(async () =>
      presentJob(await getJob(user, parseJobId(id), "browser", (work) => after(work))),
    );
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
}

export interface PageFilter {
  status?: JobStatus | undefined;
  kind?: string | undefined;
  limit?: number;
}

/** The newest jobs for the first paint of a list. */
export async function listInitialJobs(
  user: PageUser,
  filter: PageFilter,
): Promise<{ items: JobView[]; nextCursor: string | null }> {
  const { status, kind, limit = 20 } = filter;
  return forPage(async () => {
    const page = await listJobs(user, { status: status && [status], kind, limit }, undefined);
    return { items: await presentJobs(page.items), nextCursor: page.nextCursor };
  });
}

export interface PageLibraryFilter {
  words: string;
  tags: readonly string[];
  status: "untagged" | "pending" | "processing" | "completed" | "failed" | null;
}

/** The newest images that fit, for the first paint of the library, and how many there are. */
export async function getInitialLibrary(user: PageUser, { words, tags, status }: PageLibraryFilter) {
  const filter = { q: words, tag: tags, status: status ?? undefined };
  return forPage(async () => {
    const [page, count] = await Promise.all([
      listAssets(user, { ...filter, limit: 100 }),
      countLibrary(user, filter),
    ]);
    return { page: { items: page.items.map(toAssetView), nextCursor: page.nextCursor }, count };
  });
}

/** What the form of a kind can offer. */
export { listOffers } from "@/lib/services/list-offers";
