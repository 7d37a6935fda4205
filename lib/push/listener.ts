import type { StatusUpdate } from "@/lib/jobs/status-update";

/**
 * Why a listener hears no more: its session has ended; this process is closing, or the database is away (come again, and
 * say who you are); it takes too little too slowly; its cursor is older than what is replayed, or of a ledger that
 * was restored since (come again without).
 */
export type EndReason = "revoked" | "shutdown" | "slow" | "too_old";

/** Somebody who is told of one user's jobs: one stream, one socket, one request that waits. None of its functions may throw. */
export interface Listener {
  userId: string;
  /** The session it listens by, which is asked after every 20 s; `null` for one that cannot end before its token does. */
  sessionId: string | null;
  /** Where it was cut: the cursor it was last given. `null` = from now on. */
  since: string | null;
  /** It hears of this job alone. */
  jobId?: string;
  /** Jobs of its user that are due are told to `onDue` meanwhile. */
  isWatching?: boolean;
  /** Called first, once: this cursor resumes from here, before what is replayed. */
  ready(cursor: string): void;
  /** Called once all that was missed is sent. */
  caughtUp(cursor: string): void;
  /** An update, and the cursor that resumes behind it. `false`: it takes no more, and is ended as `slow`. */
  send(update: StatusUpdate, cursor: string): boolean;
  /** Called last, once, unless it was stopped. */
  end(reason: EndReason): void;
}
