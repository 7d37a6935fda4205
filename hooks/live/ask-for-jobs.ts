import pLimit from "p-limit";
import type { StatusUpdate } from "@/lib/jobs/status-update";
import { oneAtATime } from "@/hooks/one-at-a-time";

/** So many jobs at once. */
const askedAtOnce = 4;
/** Of one that was forgotten the lists are asked for once more. */
const remembered = 500;

/** What changes which lists a job is in, and nothing else of it. */
const starred: ReadonlySet<string> = new Set(["favourite", "unfavourite"]);

interface Asker {
  /** Whether anything here shows that job. */
  hasJob: (id: string) => boolean;
  /** Asks for a job. Never throws. */
  askJob: (id: string) => Promise<void>;
  /** Asks for the lists that are shown. Never throws. */
  askLists: () => Promise<void>;
}

/**
 * Asks for what updates are about: of one job never twice at once, and once more for all that is told meanwhile; for the
 * lists too where a job is new, its status another one, or it came to the favourites or left them. Of a job that nothing here shows only the lists are asked for.
 */
export function askForJobs({ hasJob, askJob, askLists }: Asker): (update: StatusUpdate) => void {
  const inTurn = new Map<string, { turn: ReturnType<typeof oneAtATime>; waiting: number }>();
  const known = new Map<string, string>();
  const moved = new Set<string>();
  const listsInTurn = oneAtATime();
  const fewAtOnce = pLimit(askedAtOnce);

  const ask = async (id: string): Promise<void> => {
    if (hasJob(id)) await fewAtOnce(() => askJob(id));
    if (moved.delete(id)) void listsInTurn(askLists);
  };

  const askInTurn = async (id: string): Promise<void> => {
    const job = inTurn.get(id) ?? { turn: oneAtATime(), waiting: 0 };
    inTurn.set(id, job);
    job.waiting += 1;
    await job.turn(() => ask(id));
    job.waiting -= 1;
    if (job.waiting === 0) inTurn.delete(id);
  };

  return ({ jobId, status, attempt, event }) => {
    const now = `${status} ${attempt}`;
    if (known.get(jobId) !== now || starred.has(event)) moved.add(jobId);
    known.delete(jobId);
    known.set(jobId, now);
    const [oldest] = known.keys();
    if (known.size > remembered && oldest !== undefined) known.delete(oldest);
    void askInTurn(jobId);
  };
}
