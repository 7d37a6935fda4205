import { env } from "./env";

type Level = "debug" | "info" | "warn" | "error";
const order: Record<Level | "silent", number> = { debug: 0, info: 1, warn: 2, error: 3, silent: 4 };

/**
 * One line of JSON on stderr. `fields` must be plain data without secrets; query strings are cut from
 * everything that looks like a URL, since callback tokens travel there.
 */
export function log(level: Level, message: string, fields: Record<string, unknown> = {}): void {
  if (order[level] < order[env().LOG_LEVEL]) return;
  const line = JSON.stringify({ level, message, ...fields, at: new Date().toISOString() });
  process.stderr.write(`${line.replaceAll(/(https?:\/\/[^\s"?]+)\?[^\s"]*/g, "$1")}\n`);
}

const seldomMs = 60_000;
const saidAt = new Map<string, number>();

/** The same for what may be said of every request while it lasts: at most once a minute, whatever its fields. */
export function logSeldom(level: Level, message: string, fields: Record<string, unknown> = {}): void {
  const now = performance.now();
  if (now - (saidAt.get(message) ?? -Infinity) < seldomMs) return;
  saidAt.set(message, now);
  log(level, message, fields);
}

/** The fields of an error that are fit for a log. */
export function errorFields(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: String(error) };
  const cause = error.cause instanceof Error ? error.cause.message : undefined;
  return { error: error.message, name: error.name, ...(cause && { cause }) };
}
