import { listen, TooManyListeners } from "@/lib/push/listen";
import { isShuttingDown } from "./shutdown";
import type { Watched } from "./wait-for-change";

/**
 * Tells of each change to a job of this user. Somebody who listens at too many places already is told nothing, and
 * waits for the job to become due.
 */
export function watchJob(userId: string, jobId: string): Watched["watch"] {
  return async (tell, end) => {
    try {
      const listening = await listen({
        userId,
        jobId,
        sessionId: null,
        since: null,
        ready: () => undefined,
        caughtUp: () => undefined,
        send: () => {
          tell();
          return true;
        },
        end,
      });
      // It may have been told to stop meanwhile, when nobody could be told yet.
      if (isShuttingDown()) end();
      return () => listening.stop();
    } catch (error) {
      if (!(error instanceof TooManyListeners)) throw error;
      return () => undefined;
    }
  };
}
