import { readJobs } from "@/lib/db/read-jobs";
import type { User } from "@/lib/db/user-client";
import { isTerminal, jobStatuses } from "@/lib/jobs/status";
import type { KeptWork } from "@/lib/jobs/offer";
import { kindNamed } from "@/lib/kinds/registry";

/** A form has room for no more. */
const most = 12;

/** What this user's newest jobs of a kind have made that a new one can go on with, however they ended, the newest first. */
export async function listKeptWork(user: User, kind: string): Promise<KeptWork[]> {
  const reuse = kindNamed(kind)?.reuse;
  if (!reuse) return [];
  const now = new Date();
  const status = jobStatuses.filter(isTerminal);
  const jobs = await readJobs(user, { kind, status, hasStep: reuse.step, limit: most });
  return jobs.flatMap((job) => reuse.offerOf(job, now) ?? []).slice(0, most);
}
