import type { JobView } from "@/lib/jobs/job-view";
import { isTerminal } from "@/lib/jobs/status";
import { askAgainIn, atHeartbeat } from "./schedule";
import { isTagging, taggingOf } from "./tagging-details";

/** How a batch ended, as `batchCompleted` tells it. */
export interface BatchEnd {
  batchId: string;
  jobId: string;
  tagged: number;
  failed: number;
}

/** What a tab knows of batches. Times are milliseconds of its own clock. */
export interface BatchWatch {
  /** Jobs under way: how long after what time to ask about each, if nothing is told of it. */
  open: ReadonlyMap<string, { from: number; waitMs: number }>;
  /** Batches that somebody waits for, and whose job is not known yet: when to look for each, and how often that was done. */
  wanted: ReadonlyMap<string, { at: number; looks: number }>;
  /** When the newest tagging job was created that was there as the tab first looked; `null` before it has. */
  since: string | null;
  /** Batches whose end was told. */
  told: ReadonlySet<string>;
  /** Batches that were over before the tab knew their job: nobody is told. */
  past: ReadonlySet<string>;
}

export const emptyWatch: BatchWatch = {
  open: new Map(),
  wanted: new Map(),
  since: null,
  told: new Set(),
  past: new Set(),
};

/** Whoever else asks about a job, at the server's interval, comes first; we ask where they have stopped. */
const graceMs = 1_500;

/** Two, four, eight, … seconds between looks for an unknown batch, a minute in all; then it is let go. */
const mostLooks = 6;
const lookAfterMs = (looks: number): number => Math.min(30_000, 1_000 * 2 ** looks);

/**
 * Takes in a view of a job, whoever read it: `isOurs` if the poller did. Answers which batches have ended since this tab
 * knows their job, each once in its life.
 */
export function seeJob(
  watch: BatchWatch,
  job: JobView,
  now: number,
  isOurs: boolean,
): { watch: BatchWatch; ends: BatchEnd[] } {
  if (!isTagging(job)) return { watch, ends: [] };
  const isNew = watch.since !== null && job.createdAt > watch.since;
  const isKnown = watch.open.has(job.id) || isNew;
  const [wanted, told, past] = [new Map(watch.wanted), new Set(watch.told), new Set(watch.past)];
  const ends: BatchEnd[] = [];
  for (const { id, tagged, failed, isOver } of taggingOf(job).batches) {
    const isWanted = wanted.delete(id);
    // Its images are asked for again, in another batch: it was refused for want of room, say.
    if (tagged + failed === 0 && !isTerminal(job.status)) continue;
    if (isOver && !told.has(id)) {
      if (isWanted || (isKnown && !past.has(id))) {
        told.add(id);
        ends.push({ batchId: id, jobId: job.id, tagged, failed });
      } else past.add(id);
    }
  }
  const open = new Map(watch.open);
  if (isTerminal(job.status)) open.delete(job.id);
  else open.set(job.id, { from: isOurs ? now : now + graceMs, waitMs: askAgainIn(job) });
  return { watch: { ...watch, open, wanted, told, past }, ends };
}

/** Somebody waits for a batch. One whose end was told is told no more. */
export function wantBatch(watch: BatchWatch, batchId: string, now: number): BatchWatch {
  if (watch.told.has(batchId) || watch.wanted.has(batchId)) return watch;
  return { ...watch, wanted: new Map(watch.wanted).set(batchId, { at: now, looks: 0 }) };
}

/** The list of jobs was read, and each of its jobs seen: batches that were not among them are looked for later, or let go. */
export function lookedAtList(watch: BatchWatch, jobs: readonly JobView[], now: number): BatchWatch {
  const wanted = [...watch.wanted].flatMap(([id, { looks }]): [string, { at: number; looks: number }][] =>
    looks + 1 >= mostLooks ? [] : [[id, { at: now + lookAfterMs(looks + 1), looks: looks + 1 }]],
  );
  return { ...watch, wanted: new Map(wanted), since: watch.since ?? jobs[0]?.createdAt ?? "" };
}

/** A job that is no more. */
export function forgetJob(watch: BatchWatch, jobId: string): BatchWatch {
  const open = new Map(watch.open);
  open.delete(jobId);
  return { ...watch, open };
}

/** Whether the list of jobs is to be read now. */
export function isListDue(watch: BatchWatch, now: number): boolean {
  return watch.since === null || [...watch.wanted.values()].some(({ at }) => at <= now);
}

/** The jobs to ask about now; seldom any, while changes of jobs are told as they happen. */
export function dueJobs(watch: BatchWatch, now: number, isLive: boolean): string[] {
  return [...openTimes(watch, isLive)].flatMap(([id, at]) => (at <= now ? [id] : []));
}

function openTimes({ open }: BatchWatch, isLive: boolean): Map<string, number> {
  return new Map([...open].map(([id, { from, waitMs }]) => [id, from + atHeartbeat(waitMs, isLive)]));
}

/** When there is something to ask next; `null` while nothing is pending. */
export function nextAsk(watch: BatchWatch, isLive: boolean): number | null {
  if (watch.since === null) return 0;
  const times = [...openTimes(watch, isLive).values(), ...[...watch.wanted.values()].map(({ at }) => at)];
  return times.length === 0 ? null : Math.min(...times);
}
