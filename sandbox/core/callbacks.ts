import { z } from "zod";
import { callbackFaults, earlyFaults, type CallbackFault } from "./fault-names";
import type { Faults } from "./faults";
import { forge, forgeSignature } from "./forge";
import type { Ledger } from "./ledger";

/** One POST that leaves the sandbox. */
export interface Delivery {
  url: string;
  body: unknown;
  /** The body as it is sent, to the letter: signatures are over this. */
  text: string;
  headers: Record<string, string>;
}
export type Deliver = (delivery: Delivery) => Promise<void>;

/** A callback that a create asked for. */
export interface Callback {
  id: number;
  /** Names for `fault@place`, such as `tune-callback`. */
  where: readonly string[];
  url: string;
  startsAt: number;
  finishesAt: number;
  /** The JSON to send, as of that time in milliseconds. */
  body: (at: number) => unknown;
  /** Headers beside the content type. */
  headers?: Record<string, string>;
  /** For providers that sign instead of trusting the URL. */
  signature?: Signature;
}

/** How a provider signs what it sends. */
export interface Signature {
  /** The header that holds the signature itself, which a forged callback has wrong. */
  header: string;
  /** All headers that belong to it; `sentAt` in milliseconds. */
  headers: (text: string, sentAt: number) => Record<string, string>;
}

interface Pending extends Callback {
  next: "half-way" | "finished" | "send";
  at: number;
  fate: CallbackFault | null;
}

/** At the documented pace: how much a late callback is late, and the window within which a reordered one is mirrored. */
const LATE_MS = 60_000;
const REORDER_MS = 10_000;

/** Sends each callback exactly once, also across a restart. Never retries, as Astria never does. */
export class Callbacks {
  private readonly pending = new Map<number, Pending>();
  private readonly fired: Set<number>;

  constructor(
    private readonly deps: {
      now: () => number;
      speed: number;
      faults: Faults;
      ledger: Ledger;
      deliver: Deliver;
    },
  ) {
    this.fired = new Set(deps.ledger.read("callback.fired", z.number()));
  }

  add(callback: Callback): void {
    if (this.fired.has(callback.id)) return;
    const halfWay = (callback.startsAt + callback.finishesAt) / 2;
    this.pending.set(callback.id, { ...callback, next: "half-way", at: halfWay, fate: null });
  }

  drop(id: number): void {
    this.pending.delete(id);
  }

  /** When something is due next, in milliseconds since 1970; `null` when nothing waits. */
  nextDueAt(): number | null {
    let next: number | null = null;
    for (const { at } of this.pending.values()) next = next === null ? at : Math.min(next, at);
    return next;
  }

  /** Sends what is due, in order of time; resolves to how many POSTs went out, once all are answered or failed. */
  async deliverDue(): Promise<number> {
    const sending: Promise<void>[] = [];
    for (let due = this.earliestDue(); due; due = this.earliestDue()) sending.push(...this.advance(due));
    await Promise.allSettled(sending);
    return sending.length;
  }

  private earliestDue(): Pending | null {
    let earliest: Pending | null = null;
    for (const entry of this.pending.values()) {
      if (entry.at <= this.deps.now() && (earliest === null || entry.at < earliest.at)) earliest = entry;
    }
    return earliest;
  }

  private advance(entry: Pending): Promise<void>[] {
    switch (entry.next) {
      case "half-way":
        if (this.deps.faults.roll(earlyFaults, entry.where)) return this.fire(entry, 1);
        Object.assign(entry, { next: "finished", at: entry.finishesAt });
        return [];
      case "finished":
        entry.fate = this.deps.faults.roll(callbackFaults, entry.where);
        Object.assign(entry, { next: "send", at: sendTime(entry, this.deps.speed) });
        return [];
      case "send":
        return this.fire(entry, COPIES[entry.fate ?? "none"]);
    }
  }

  private fire(entry: Pending, copies: number): Promise<void>[] {
    this.pending.delete(entry.id);
    this.fired.add(entry.id);
    this.deps.ledger.append("callback.fired", entry.id);
    if (copies === 0) return [];
    const sentAt = this.deps.now();
    const delivery = this.write(entry, sentAt);
    return Array.from({ length: copies }, async () => this.deps.deliver(await delivery));
  }

  private async write(entry: Pending, sentAt: number): Promise<Delivery> {
    const body = await entry.body(Math.max(sentAt, entry.finishesAt));
    const text = JSON.stringify(body);
    const signed = entry.signature?.headers(text, sentAt) ?? {};
    const headers = { "content-type": "application/json", ...entry.headers, ...signed };
    return entry.fate === "forged-webhook"
      ? forged(entry, { url: entry.url, body, text, headers })
      : { url: entry.url, body, text, headers };
  }
}

function sendTime({ fate, finishesAt }: Pending, speed: number): number {
  if (fate === "late-webhook") return finishesAt + LATE_MS / speed;
  if (fate !== "reordered-webhook") return finishesAt;
  const window = REORDER_MS / speed;
  const end = (Math.floor(finishesAt / window) + 1) * window;
  return end + (end - finishesAt);
}

/** How many POSTs come of a callback. */
const COPIES: Record<CallbackFault | "none", number> = {
  none: 1,
  "lost-webhook": 0,
  "duplicate-webhook": 2,
  "late-webhook": 1,
  "forged-webhook": 1,
  "reordered-webhook": 1,
};

/** With a wrong signature where there is one, else with a wrong token in the URL. */
function forged({ signature }: Pending, delivery: Delivery): Delivery {
  if (!signature) return { ...delivery, url: forge(delivery.url) };
  const { header } = signature;
  return {
    ...delivery,
    headers: { ...delivery.headers, [header]: forgeSignature(delivery.headers[header] ?? "") },
  };
}
