import { readUsed } from "@/lib/db/used";
import type { User } from "@/lib/db/user-client";
import { costOf, sumOf, type UsedLine, type UsedMonth, type UsedView, type UsedWork } from "@/lib/jobs/used";
import { pricesOf } from "@/lib/providers/prices";
import { providerNamed } from "@/lib/providers/registry";
import { requireJob } from "./get-job";

/**
 * What a job used at providers, in all its attempts, as far as it has ended, and what that cost by the prices of today.
 * Throws `NotFound`.
 */
export async function readUsedOfJob(user: User, jobId: string): Promise<UsedView> {
  const works = await readUsed(user.id, jobId);
  if (works.length === 0) await requireJob(user, jobId);
  return viewOf(works);
}

/** The same of all jobs that this user has, by the month in which the work ended, the newest first. */
export async function readUsedByMonth(user: User): Promise<UsedMonth[]> {
  const months = Map.groupBy(await readUsed(user.id), ({ month }) => month);
  return [...months].map(([month, works]) => ({ month, ...viewOf(works) }));
}

function viewOf(works: readonly UsedWork[]): UsedView {
  const lines = works.map(lineOf);
  return { lines, cost: sumOf(lines.map(({ cost }) => cost)) };
}

function lineOf(work: UsedWork): UsedLine {
  const provider = providerNamed(work.provider);
  const prices = pricesOf(work, provider);
  return { ...work, providerLabel: provider?.label ?? work.provider, prices, cost: costOf(work, prices) };
}
