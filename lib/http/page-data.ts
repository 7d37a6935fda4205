import { after } from "next/server";
import { toAssetView } from "@/lib/jobs/asset-view";
import type { EndpointView } from "@/lib/jobs/endpoint-view";
import type { JobCount } from "@/lib/jobs/job-count";
import type { JobView } from "@/lib/jobs/job-view";
import type { PictureKind, PictureView } from "@/lib/jobs/picture-view";
import type { JobStatus } from "@/lib/jobs/status";
import type { Belongings, Leaving } from "@/lib/jobs/leaving";
import type { KeptWork } from "@/lib/jobs/offer";
import type { TelegramView } from "@/lib/jobs/telegram-view";
import type { UsedMonth } from "@/lib/jobs/used";
import { readAllOf, readLeaving } from "@/lib/services/delete-everything";
import { NotFound } from "@/lib/services/errors";
import { listEndpoints } from "@/lib/services/get-endpoint";
import { getJob } from "@/lib/services/get-job";
import { countLibrary, listAssets } from "@/lib/services/list-assets";
import { listKeptWork } from "@/lib/services/list-kept-work";
import { jobCounts, listJobs } from "@/lib/services/list-jobs";
import { findPicture, listPictures, type ListedPictures } from "@/lib/services/list-pictures";
import { presentJob, presentJobs } from "@/lib/services/present-job";
import { readUsedByMonth } from "@/lib/services/read-used";
import { readTelegram } from "@/lib/services/telegram-link";
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
  status?: JobStatus | readonly JobStatus[] | null;
  kind?: string | null;
  words?: string;
  isFavourite?: boolean;
  limit?: number;
}

/** The newest jobs for the first paint of a list. */
export async function listInitialJobs(
  user: PageUser,
  filter: PageFilter,
): Promise<{ items: JobView[]; nextCursor: string | null }> {
  const { status, kind, isFavourite, limit = 20 } = filter;
  const q = wordsIn(filter);
  return forPage(async () => {
    const page = await listJobs(
      user,
      { q, status: status ? [status].flat() : undefined, kind: kind ?? undefined, isFavourite, limit },
      undefined,
    );
    return { items: await presentJobs(page.items), nextCursor: page.nextCursor };
  });
}

/** How many jobs there are of each kind and status, for the first paint of the filters of a list. */
export async function countInitialJobs(user: PageUser, filter: PageFilter): Promise<JobCount[]> {
  return forPage(() => jobCounts(user, { q: wordsIn(filter), isFavourite: filter.isFavourite }));
}

/** As the API takes words from an address. */
function wordsIn({ words = "" }: PageFilter): string | undefined {
  return words === "" ? undefined : words.slice(0, 200).normalize("NFC");
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

/** The newest of what jobs have made, for the first paint of the gallery, and the picture that its address opens. */
export async function getInitialPictures(
  user: PageUser,
  { kind, open }: { kind: PictureKind | null; open: string | null },
): Promise<{ page: ListedPictures; opened: PictureView | null }> {
  const [jobId = "", name = ""] = open?.split("/") ?? [];
  return forPage(async () => {
    const [page, opened] = await Promise.all([
      listPictures(user, { kind: kind ?? undefined, limit: 48 }),
      open === null ? null : findPicture(user, jobId, name),
    ]);
    return { page, opened };
  });
}

/** The endpoints of whoever is signed in, for the first paint of their pages. */
export function getInitialEndpoints(user: PageUser): Promise<EndpointView[]> {
  return forPage(() => listEndpoints(user));
}

/** How they stand with Telegram. */
export function getInitialTelegram(user: PageUser): Promise<TelegramView> {
  return forPage(() => readTelegram(user));
}

/** What earlier jobs of whoever is signed in have made that a new one of this kind can go on with. */
export function listInitialKeptWork(user: PageUser, kind: string): Promise<KeptWork[]> {
  return forPage(() => listKeptWork(user, kind));
}

/** What all jobs of whoever is signed in used, by month. */
export function getUsedByMonth(user: PageUser): Promise<UsedMonth[]> {
  return forPage(() => readUsedByMonth(user));
}

/** How much there is of theirs. */
export function countBelongings(user: PageUser): Promise<Belongings> {
  return forPage(() => readAllOf(user));
}

/** What they would have deleted with everything of theirs. */
export function getLeaving(user: PageUser): Promise<Leaving> {
  return forPage(() => readLeaving(user));
}

/** What the form of a kind can offer. */
export { listOffers } from "@/lib/services/list-offers";
