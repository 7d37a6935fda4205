import { errorFields, logSeldom } from "@/lib/log";
import { wakeTail } from "./tail";
import { connectRedis, subscriberOptions } from "./redis";
import { StatusSubscriber } from "./status-subscriber";

/** A Redis that does not let us subscribe, such as for lack of a right, is asked again after so long. */
const againMs = 2_000;

/**
 * Has this process's reader of the ledger look at once whenever any process announces something on Redis. To be called
 * once a process, and what it returns at the end of it. Never throws; without Redis it does nothing.
 */
export function startWakeUps(): () => void {
  const redis = connectRedis(subscriberOptions);
  if (!redis) return () => undefined;
  // What was published while the connection was away is gone from Redis, and in the ledger.
  redis.on("ready", wakeTail);
  const subscriber = new StatusSubscriber(redis);
  let again: NodeJS.Timeout | undefined;
  let isOver = false;
  const subscribe = (): void => {
    subscriber.subscribeAll(wakeTail).catch((error: unknown) => {
      if (isOver) return;
      logSeldom("warn", "Redis does not let us subscribe", errorFields(error));
      again = setTimeout(subscribe, againMs).unref();
    });
  };
  subscribe();
  return () => {
    isOver = true;
    clearTimeout(again);
    redis.disconnect();
  };
}
