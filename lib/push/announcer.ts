import type { Redis } from "ioredis";
import { takeAnnouncements } from "@/lib/db/announcements";
import { errorFields, logSeldom } from "@/lib/log";
import { Outgoing } from "./outgoing";
import { StatusPublisher } from "./status-publisher";

/** How many events are taken at a time. */
const most = 200;

/** How long those that were taken are nobody else's; what could not be published is tried again after that. */
const usualLeaseMs = 5_000;

/** How long a connection that is just being made is waited for. */
const connectMs = 1_000;

/**
 * Publishes what is written down to be announced: in the order of the ledger, each event once in the usual case, and again
 * where it is not known whether it arrived.
 */
export class Announcer {
  readonly #redis: Redis;
  readonly #publisher: StatusPublisher;
  readonly #leaseMs: number;
  #outgoing = new Outgoing();
  #isAsked = false;
  #ask = (): void => undefined;
  #running: Promise<void> | undefined;
  #retry: NodeJS.Timeout | undefined;

  constructor(redis: Redis, leaseMs = usualLeaseMs) {
    this.#redis = redis;
    this.#leaseMs = leaseMs;
    this.#publisher = new StatusPublisher(redis);
    // What came while it was away has been kept.
    redis.on("ready", () => void this.announce());
  }

  /** Publishes all that is there by now; resolves once that is done, or has to wait. Never rejects. */
  announce(): Promise<void> {
    this.#isAsked = true;
    this.#ask();
    return (this.#running ??= this.#run());
  }

  async #run(): Promise<void> {
    try {
      if (!(await isReady(this.#redis))) return;
      let told: number[] = [];
      while (this.#isAsked || told.length > 0 || this.#outgoing.dueAt < Infinity) {
        if (!this.#isAsked && told.length === 0) await this.#untilAskedOrDue();
        this.#isAsked = false;
        const taken = await takeAnnouncements(told, most, this.#leaseMs);
        const due = this.#outgoing.offer(taken, performance.now());
        await Promise.all(due.updates.map((update) => this.#publisher.publishStatusUpdate(update)));
        told = due.told;
        if (taken.length === most) this.#isAsked = true;
      }
    } catch (error) {
      logSeldom("warn", "status updates wait to be published", errorFields(error));
      this.#tryLater();
    } finally {
      this.#running = undefined;
    }
  }

  async #untilAskedOrDue(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#ask = resolve;
    const due = setTimeout(resolve, this.#outgoing.dueAt - performance.now());
    await promise;
    clearTimeout(due);
  }

  /** All that was taken comes back once it is free again. */
  #tryLater(): void {
    this.#outgoing = new Outgoing();
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => void this.announce(), this.#leaseMs).unref();
  }
}

/** Whether it takes commands: at once, or as soon as the connection that is just being made is there. */
async function isReady(redis: Redis): Promise<boolean> {
  if (redis.status !== "connecting" && redis.status !== "connect") return redis.status === "ready";
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const onReady = (): void => resolve(true);
  redis.once("ready", onReady);
  const late = setTimeout(resolve, connectMs, false);
  const isThere = await promise;
  clearTimeout(late);
  redis.off("ready", onReady);
  return isThere;
}
