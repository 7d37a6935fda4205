import { z } from "zod";
import { callbackFaults, earlyFaults, type CallbackFault } from "./fault-names";
import type { Faults } from "./faults";
import { forge } from "./forge";
import type { Ledger } from "./ledger";

/** One POST that leaves the sandbox. */
export interface Delivery {
  url: string;
  body: unknown;
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
        if (this.deps.faults.roll(earlyFaults, entry.where)) return this.fire(entry, [entry.url]);
        Object.assign(entry, { next: "finished", at: entry.finishesAt });
        return [];
      case "finished":
        entry.fate = this.deps.faults.roll(callbackFaults, entry.where);
        Object.assign(entry, { next: "send", at: sendTime(entry, this.deps.speed) });
        return [];
      case "send":
        return this.fire(entry, targets(entry));
    }
  }

  private fire(entry: Pending, urls: string[]): Promise<void>[] {
    this.pending.delete(entry.id);
    this.fired.add(entry.id);
    this.deps.ledger.append("callback.fired", entry.id);
    const body = entry.body(Math.max(this.deps.now(), entry.finishesAt));
    return urls.map(async (url) => this.deps.deliver({ url, body }));
  }
}

function sendTime({ fate, finishesAt }: Pending, speed: number): number {
  if (fate === "late-webhook") return finishesAt + LATE_MS / speed;
  if (fate !== "reordered-webhook") return finishesAt;
  const window = REORDER_MS / speed;
  const end = (Math.floor(finishesAt / window) + 1) * window;
  return end + (end - finishesAt);
}

function targets({ fate, url }: Pending): string[] {
  if (fate === "lost-webhook") return [];
  if (fate === "forged-webhook") return [forge(url)];
  return fate === "duplicate-webhook" ? [url, url] : [url];
}
