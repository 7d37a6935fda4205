import { createHash } from "node:crypto";

/** fal's ids are UUIDs; the first sixteen digits of ours are the number that carries the birth time. */
export function requestId(id: number): string {
  const digits = id.toString(16).padStart(16, "0") + createHash("sha256").update(String(id)).digest("hex");
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20, 32),
  ].join("-");
}

/** The number of a request, or `NaN` where the id is none of ours. */
export function numberOf(wire: string): number {
  const id = Number.parseInt(wire.replaceAll("-", "").slice(0, 16), 16);
  return Number.isSafeInteger(id) && requestId(id) === wire ? id : NaN;
}
