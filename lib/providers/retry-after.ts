/** How long these headers ask us to wait, in milliseconds; `null` if they do not. */
export function retryAfterIn(headers: Pick<Headers, "get">, nowMs: number): number | null {
  const ms = Number(headers.get("retry-after-ms") || Number.NaN);
  return Number.isFinite(ms) ? Math.max(0, ms) : parseRetryAfter(headers.get("retry-after"), nowMs);
}

/** `retry-after` in milliseconds (seconds or an HTTP date), `null` if there is none or it makes no sense. */
export function parseRetryAfter(value: string | null, nowMs: number): number | null {
  if (!value) return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1_000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - nowMs);
}
