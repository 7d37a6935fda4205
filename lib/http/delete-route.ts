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
    const sinceMs = performance.now() - startedAt;
    if (await waitHere(Math.max(0, deleted.removedInMs - sinceMs) + marginMs))
      await removeDeleted(() => performance.now() - startedAt < runMs);
  });
  return Response.json({ id: deleted.id, restorableUntil: deleted.restorableUntil.toISOString() });
}
