import { Redis, type RedisOptions } from "ioredis";
import { env } from "@/lib/env";
import { logSeldom } from "@/lib/log";

/** Without the one by which answers would have other types. */
type Options = Omit<RedisOptions, "replyMapping">;

/** What every connection has: it gives up on a server that accepts and says nothing, and tries again for ever, soon. */
const patience: Options = {
  connectTimeout: 1_000,
  socketTimeout: 2_000,
  retryStrategy: (tries) => Math.min(50 * 2 ** tries, 2_000),
  // Spoken by every server, old ones and those of other makers too.
  protocol: 2,
  disableClientInfo: true,
};

/** A connection that publishes: what cannot be sent at once has failed, and whoever sends waits a quarter of a second at most. */
export const publisherOptions: Options = {
  ...patience,
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  autoResendUnfulfilledCommands: false,
  commandTimeout: 250,
};

/** A connection that listens: it is subscribed again once it is back. */
export const subscriberOptions: Options = { ...patience, maxRetriesPerRequest: null };

/** A connection to the configured Redis; `null` where none is. It may not be there yet, and what goes wrong is logged seldom. */
export function connectRedis(options: Options): Redis | null {
  const redis = connectionOf(options);
  redis?.on("error", (error: Error) => logSeldom("warn", "Redis is away", { error: error.message }));
  return redis;
}

function connectionOf(options: Options): Redis | null {
  const { REDIS_URL: url, REDIS_HOST: host, REDIS_PORT: port, REDIS_PASSWORD: password } = env();
  if (url !== undefined) return new Redis(url, options);
  if (host === undefined) return null;
  return new Redis({ ...options, host, port, ...(password !== undefined && { password }) });
}
