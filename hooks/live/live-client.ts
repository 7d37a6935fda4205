import type { StatusUpdate } from "@/lib/jobs/status-update";
import type { Host } from "./hosts";
import { beatMs, wordMs, type HostKind, type HostMessage, type Place, type TabMessage } from "./messages";

type HostState = Extract<HostMessage, { kind: "state" }>;
type HostUpdate = Extract<HostMessage, { kind: "update" }>;

/**
 * How a tab hears of changes: at once; at once, but jobs move along only while it asks for them (`told`); soon at once,
 * asking as if it did not meanwhile; by asking; not at all.
 */
export type LivePhase = "catching_up" | "live" | "told" | "polling" | "signed_out";

/** Two beats, and a little for a machine that is busy. */
const silenceMs = 2 * beatMs + 1_000;
/** Later repeats are harmless: each costs a question. */
const remembered = 500;

/** The tab around a client. */
export interface LiveTab {
  post: (message: TabMessage) => void;
  /** What may hold the connection, the best first: the first that works is used, one that leaves us in silence is left. */
  hosts: readonly Host[];
  onPhase: (phase: LivePhase) => void;
  /** Once for each update. */
  onUpdate: (update: StatusUpdate) => void;
  /** Something may have been missed: what is shown is to be asked for again. */
  onGap: () => void;
}

/** A tab's end of the browser's one connection. Falls back to polling whenever nothing is heard of it. */
export class LiveClient {
  readonly #tab: LiveTab;
  #phase: LivePhase = "catching_up";
  #place: Place | null = null;
  /** Whose word counts, until it falls silent, and what it is. */
  #holder: { id: string; host: HostKind } | null = null;
  /** The era for which everything shown was asked. */
  #era: string | null = null;
  readonly #seen = new Set<number>();
  #host = 0;
  #stopHost: (() => void) | null = null;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #words: ReturnType<typeof setInterval> | undefined;

  constructor(tab: LiveTab) {
    this.#tab = tab;
  }

  /** Somebody sees the tab, and it is online; `isBack` after it was offline. */
  wake(isBack: boolean): void {
    if (this.#words !== undefined) return;
    this.#words = setInterval(() => this.#tab.post({ from: "tab", kind: "awake", isBack: false }), wordMs);
    this.#occupy();
    this.#tab.post(
      this.#era === null ? { from: "tab", kind: "hello" } : { from: "tab", kind: "awake", isBack },
    );
    this.#expect();
  }

  /** Nobody sees it, or it is offline. Whoever leads hands over. */
  sleep(): void {
    clearInterval(this.#words);
    clearTimeout(this.#silence);
    this.#words = undefined;
    this.#leave();
  }

  /** Takes in what the holder of the connection says. */
  hear(message: HostMessage): void {
    if (message.kind === "update") return this.#take(message);
    if (!this.#isOurs(message)) return;
    const { id, host, state, isWatched, cursor, era } = message;
    // Whoever is over holds nothing any more.
    this.#holder = state === "over" ? null : { id, host };
    this.#place = { cursor, era };
    // A worker that only began late: nobody need lead.
    if (host === "worker" && this.#tab.hosts[this.#host]?.kind === "tab") this.#use(0);
    if (state === "live") {
      const isGap = this.#era !== era;
      this.#era = era;
      this.#show(isWatched ? "live" : "told");
      if (isGap) this.#tab.onGap();
    } else if (state === "over") this.#show("signed_out");
    else if (state === "down") this.#show("polling");
    else if (this.#phase !== "polling" || state === "catching_up") this.#show("catching_up");
    this.#expect();
  }

  /** Polls, and has the connection held anew: first where it was, then by whatever else there is. */
  fallBack(): void {
    this.#show("polling");
    this.#holder = null;
    this.#use(Math.min(this.#host + 1, this.#tab.hosts.length - 1));
    // One that rests, since it took us to be away, goes on.
    this.#tab.post({ from: "tab", kind: "awake", isBack: false });
    this.#expect();
  }

  /** The one we keep to, one that goes on where it left off, and the worker rather than a tab. */
  #isOurs({ id, host, era }: HostState): boolean {
    if (!this.#holder || id === this.#holder.id || era === this.#place?.era) return true;
    return host === "worker" && this.#holder.host === "tab";
  }

  /** It is told whoever says it; but where to go on is known of our own holder alone. */
  #take({ id, update, cursor }: HostUpdate): void {
    const isOurs = id === this.#holder?.id;
    if (this.#place && isOurs && cursor !== null) this.#place = { ...this.#place, cursor };
    if (this.#seen.has(update.id)) return;
    this.#seen.add(update.id);
    const [oldest] = this.#seen;
    if (this.#seen.size > remembered && oldest !== undefined) this.#seen.delete(oldest);
    this.#tab.onUpdate(update);
  }

  /** Waits for the next beat, while anybody looks. */
  #expect(): void {
    clearTimeout(this.#silence);
    if (this.#words === undefined || this.#phase === "signed_out") return;
    this.#silence = setTimeout(() => this.fallBack(), silenceMs);
  }

  #use(host: number): void {
    this.#leave();
    this.#host = host;
    if (this.#words !== undefined) this.#occupy();
  }

  #occupy(): void {
    this.#stopHost ??= this.#tab.hosts[this.#host]?.begin(() => this.#place) ?? null;
  }

  #leave(): void {
    this.#stopHost?.();
    this.#stopHost = null;
  }

  #show(phase: LivePhase): void {
    if (this.#phase === phase) return;
    this.#phase = phase;
    this.#tab.onPhase(phase);
  }
}
