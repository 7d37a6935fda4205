import { z } from "zod";
import type { Callback, Deliver, Delivery } from "./callback";
import { callbackFaults, earlyFaults, type CallbackFault } from "./fault-names";
import type { Faults } from "./faults";
import { forge, forgeSignature } from "./forge";
import type { Ledger } from "./ledger";

interface Pending extends Callback {
  next: "half-way" | "finished" | "send";
  /** `Infinity` while it is on its way. */
  at: number;
  fate: CallbackFault | null;
  /** How many have failed. */
  tries: number;
}

/** That a callback was not taken so many times, and when it is sent again (milliseconds). */
const Failed = z.object({ id: z.number(), tries: z.number(), at: z.number() });
type Failed = z.infer<typeof Failed>;

const ANSWER_MS = 30_000;

/** At the documented pace: how much a late callback is late, and the window within which a reordered one is mirrored. */
const LATE_MS = 60_000;
const REORDER_MS = 10_000;

/** Sends each callback once, also across a restart; where its provider repeats, until it is taken. */
export class Callbacks {
  private readonly pending = new Map<number, Pending>();
  /** What is over. */
  private readonly fired: Set<number>;
  private readonly failed: Map<number, Failed>;

  constructor(
    private readonly deps: {
      now: () => number;
      /** The time that callbacks are stamped with. */
      stampNow: () => number;
      speed: number;
      faults: Faults;
      ledger: Ledger;
      deliver: Deliver;
    },
  ) {
    this.fired = new Set(deps.ledger.read("callback.fired", z.number()));
    this.failed = new Map(deps.ledger.read("callback.failed", Failed).map((each) => [each.id, each]));
  }

  add(callback: Callback): void {
    if (this.fired.has(callback.id)) return;
    const { id, startsAt, finishesAt } = callback;
    const earlier = this.failed.get(id);
    const when = earlier
      ? { next: "send" as const, at: earlier.at, tries: earlier.tries }
      : { next: "half-way" as const, at: (startsAt + finishesAt) / 2, tries: 0 };
    this.pending.set(id, { ...callback, ...when, fate: null });
  }

  drop(id: number): void {
    this.pending.delete(id);
  }

  /** When something is due next, in milliseconds since 1970; `null` when nothing waits. */
  nextDueAt(): number | null {
    let next = Infinity;
    for (const { at } of this.pending.values()) next = Math.min(next, at);
    return next === Infinity ? null : next;
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
    const isRepeated = entry.repeats && copies > 0 && !isForged(entry);
    if (isRepeated) entry.at = Infinity;
    else this.end(entry);
    if (copies === 0) return [];
    const delivery = this.write(entry, this.deps.now(), this.deps.stampNow());
    return Array.from({ length: copies }, () => this.send(entry, delivery));
  }

  private async send(entry: Pending, delivery: Promise<Delivery>): Promise<void> {
    try {
      await this.deps.deliver(await delivery);
    } catch {
      this.sendAgain(entry);
      return;
    }
    if (this.pending.get(entry.id) === entry) this.end(entry);
  }

  /** Of two copies that fail, the first counts. */
  private sendAgain(entry: Pending): void {
    if (this.pending.get(entry.id) !== entry || entry.at !== Infinity) return;
    const pause = entry.repeats?.afterMs[entry.tries];
    if (pause === undefined) {
      this.end(entry);
      return;
    }
    const { id } = entry;
    const failed: Failed = { id, tries: entry.tries + 1, at: this.deps.now() + pause / this.deps.speed };
    this.deps.ledger.append("callback.failed", failed);
    Object.assign(entry, { ...failed, next: "send", fate: null });
  }

  private end({ id }: Pending): void {
    this.pending.delete(id);
    this.fired.add(id);
    this.deps.ledger.append("callback.fired", id);
  }

  private async write(entry: Pending, sentAt: number, stampedAt: number): Promise<Delivery> {
    const body = await entry.body(Math.max(sentAt, entry.finishesAt));
    const text = JSON.stringify(body);
    const signed = entry.signature?.headers(text, stampedAt) ?? {};
    const headers = { "content-type": "application/json", ...entry.headers, ...signed };
    const timeoutMs = entry.repeats?.timeoutMs ?? ANSWER_MS;
    const delivery = { url: entry.url, body, text, headers, timeoutMs };
    return isForged(entry) ? forged(entry, delivery) : delivery;
  }
}

/** Who forges a callback does not ask after it. */
function isForged({ fate }: Pending): boolean {
  return fate === "forged-webhook";
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
