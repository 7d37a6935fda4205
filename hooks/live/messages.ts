import type { StatusUpdate } from "@/lib/jobs/status-update";

/** How the one connection of a browser is; `over`: whoever it was for is signed in no more. */
export type ConnectionState = "opening" | "catching_up" | "live" | "down" | "over";

/** What is needed to go on where another left off: a cursor, and how often something may have been missed until then. */
export interface Place {
  cursor: string | null;
  /** Another word than the last one known: something may have been missed. */
  era: string;
}

/** Who holds the connection: the shared worker, or a tab that leads the others. */
export type HostKind = "worker" | "tab";

/**
 * What a holder of the connection tells all tabs; its state also as a sign of life, every `beatMs`. Tabs of two versions of
 * the app have two holders, told apart by `id`.
 */
export type HostMessage = { from: "host"; id: string } & (
  | ({ kind: "state"; host: HostKind; state: ConnectionState; isWatched: boolean } & Place)
  | { kind: "update"; update: StatusUpdate; cursor: string | null }
);

/** What a tab tells the holder: that it is new, that somebody sees it (now and then), that they have signed out. */
export type TabMessage =
  | { from: "tab"; kind: "hello" }
  | { from: "tab"; kind: "awake"; isBack: boolean }
  | { from: "tab"; kind: "end" };

export type LiveMessage = HostMessage | TabMessage;

/** How often the holder says that it is there. */
export const beatMs = 5_000;
/** How often a tab that is seen says so, and after how long a silence nobody counts as looking. */
export const wordMs = 30_000;
export const restAfterMs = 3 * wordMs;

/** What joins one person's tabs and the holder of their connection. */
export interface Channel {
  post: (message: LiveMessage) => void;
  close: () => void;
}

/** `hear` is called with what the others say. Those of another version of these messages have another channel. */
export function openChannel(userId: string, hear: (message: LiveMessage) => void): Channel {
  const channel = new BroadcastChannel(`darkroom-live-1 ${userId}`);
  channel.addEventListener("message", ({ data }: MessageEvent<LiveMessage>) => hear(data));
  return {
    // A channel has no target origin: it reaches this origin alone.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    post: (message) => channel.postMessage(message),
    close: () => channel.close(),
  };
}
