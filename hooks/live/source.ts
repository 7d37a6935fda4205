import type { StatusUpdate } from "@/lib/jobs/status-update";

/**
 * How far a source is. `catching_up`: connected, as somebody (`null` where it does not say who), and what was missed is being
 * told. `live`: from here on everything is told as it happens. `isWhole`: so was everything since the cursor it was opened
 * with; if not, something may have been missed. `isWatched`: whoever tells it also has jobs looked at once they are due; if
 * not, they move along only while somebody asks for them. `ended`: it tells nothing any more, for that error; whether and when
 * another one is opened is not its own matter.
 */
export type SourceState =
  | { state: "catching_up"; userId: string | null }
  | { state: "live"; isWhole: boolean; isWatched: boolean }
  | { state: "ended"; error: unknown };

/** Who listens to a source. */
export interface SourceListener {
  /** `cursor` is where to go on after it, `null` where the source has no such thing. */
  onUpdate(update: StatusUpdate, cursor: string | null): void;
  /** A place to go on from that belongs to no update. */
  onCursor(cursor: string): void;
  onState(state: SourceState): void;
  /** Something was heard, if only that the other end is there. */
  onSign(): void;
}

/** Where updates come from. It is opened once; after `ended`, or once it is closed, it tells nothing. */
export interface LiveSource {
  /** Tells what happens after that cursor; `null`: from now on. */
  open(since: string | null): void;
  close(): void;
}

export type MakeSource = (listener: SourceListener) => LiveSource;
