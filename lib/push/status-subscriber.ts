import type { Redis } from "ioredis";
import { errorFields, logSeldom } from "@/lib/log";
import { allUpdates, StatusMessage, updatesOf } from "./status-message";

/** Hears an update. What it throws, or rejects with, is logged and stops nothing. */
export type OnStatusUpdate = (update: StatusMessage) => void | Promise<void>;

/**
 * Hears the status updates that are published on Redis. A message is news, no record: it may be missed, come late, twice
 * or after a later one. The connection is for listening alone, as Redis has it.
 */
export class StatusSubscriber {
  readonly #redis: Pick<Redis, "on" | "subscribe" | "unsubscribe">;
  readonly #listeners = new Map<string, Set<{ onUpdate: OnStatusUpdate }>>();

  constructor(redis: Pick<Redis, "on" | "subscribe" | "unsubscribe">) {
    this.#redis = redis;
    redis.on("message", (channel: string, message: string) => {
      const listeners = this.#listeners.get(channel);
      if (listeners) tell(listeners, message);
    });
  }

  /** Everybody's updates; resolves once Redis has agreed, with what ends it. */
  subscribeAll(onUpdate: OnStatusUpdate): Promise<() => Promise<void>> {
    return this.#subscribe(allUpdates, onUpdate);
  }

  /** One user's updates; resolves once Redis has agreed, with what ends it. */
  subscribeUser(userId: string, onUpdate: OnStatusUpdate): Promise<() => Promise<void>> {
    return this.#subscribe(updatesOf(userId), onUpdate);
  }

  async #subscribe(channel: string, onUpdate: OnStatusUpdate): Promise<() => Promise<void>> {
    const listeners = this.#listeners.get(channel) ?? new Set();
    const listener = { onUpdate };
    this.#listeners.set(channel, listeners.add(listener));
    const end = async (): Promise<void> => {
      if (!listeners.delete(listener) || listeners.size > 0) return;
      this.#listeners.delete(channel);
      await this.#redis.unsubscribe(channel);
    };
    try {
      await this.#redis.subscribe(channel);
    } catch (error) {
      listeners.delete(listener);
      throw error;
    }
    return end;
  }
}

function tell(listeners: ReadonlySet<{ onUpdate: OnStatusUpdate }>, message: string): void {
  const update = parsed(message);
  if (!update) return logSeldom("warn", "a message on Redis is no status update");
  for (const { onUpdate } of listeners) {
    void (async () => onUpdate(update))().catch((error: unknown) => {
      logSeldom("error", "a subscriber failed", errorFields(error));
    });
  }
}

function parsed(message: string): StatusMessage | undefined {
  try {
    return StatusMessage.parse(JSON.parse(message));
  } catch {
    return undefined;
  }
}
