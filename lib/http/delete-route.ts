import { after } from "next/server";
import { checkNext } from "@/lib/services/check-jobs";
import { deleteJob } from "@/lib/services/delete-job";
import { removeDeleted } from "@/lib/services/remove-deleted";
import { runMs } from "@/lib/services/run-time";
import { requireUser } from "./guard-user";
import { parseJobId } from "./job-id";
import { waitHere } from "./shutdown";

/** The database's clock may be a little behind ours. */
const marginMs = 300;

/** Until when what somebody deleted here can be undone, by the clock of `performance.now`: one function of theirs waits for it. */
const waitedFor = new Map<string, number>();

/**
 * Deletes a job, and says until when that can be undone. Those in line get its place at once. Once it cannot be undone, what
 * was deleted is removed by this function, or by the next check-all where it is ended before.
 */
export async function answerWithDeletion(request: Request, id: string): Promise<Response> {
  const user = await requireUser(request);
  const deleted = await deleteJob(user, parseJobId(id), "manual");
  const startedAt = performance.now();
  after(async () => {
    await checkNext("step", startedAt);
    const isTimeLeft = () => performance.now() - startedAt < runMs;
    if (await isLastToWait(user.id, startedAt + deleted.removedInMs + marginMs, isTimeLeft))
      await removeDeleted(isTimeLeft);
  });
  return Response.json({ id: deleted.id, restorableUntil: deleted.restorableUntil.toISOString() });
}

/**
 * Waits until nothing of what this user deleted here can be undone, at most as long as `isTimeLeft`: whether this function is to
 * remove it, as no other one waits for that, and the server goes on.
 */
async function isLastToWait(userId: string, until: number, isTimeLeft: () => boolean): Promise<boolean> {
  const others = waitedFor.get(userId);
  waitedFor.set(userId, Math.max(until, others ?? 0));
  if (others !== undefined) return false;
  try {
    for (
      let waited = -1, next = until;
      next !== waited && isTimeLeft();
      next = waitedFor.get(userId) ?? waited
    ) {
      if (!(await waitHere(Math.max(0, next - performance.now())))) return false;
      waited = next;
    }
    return true;
  } finally {
    waitedFor.delete(userId);
  }
}
