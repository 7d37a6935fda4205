import { after } from "next/server";
import type { JobView } from "@/lib/jobs/job-view";
import type { JobStatus } from "@/lib/jobs/status";
import { NotFound } from "@/lib/services/errors";
import { getJob } from "@/lib/services/get-job";
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

/** What the form of a kind can offer. */
export { listOffers } from "@/lib/services/list-offers";
