import type { Redis } from "ioredis";
import { allUpdates, updatesOf, type StatusMessage } from "./status-message";

/** Publishes status updates on Redis. They are in the ledger already: whoever misses one finds it there. */
export class StatusPublisher {
  readonly #redis: Pick<Redis, "publish">;

  constructor(redis: Pick<Redis, "publish">) {
    this.#redis = redis;
  }

  /**
   * To all who follow everything, and to those who follow this user. Rejects where Redis does not take it; it may have
   * arrived all the same, and whoever publishes it again does so under the same id.
   */
  async publishStatusUpdate(update: StatusMessage): Promise<void> {
    const message = JSON.stringify(update);
    const channels = [allUpdates, updatesOf(update.userId)];
    await Promise.all(channels.map((channel) => this.#redis.publish(channel, message)));
  }
}
