import { createHash, timingSafeEqual } from "node:crypto";

/** Whether two secrets are the same, in a time that says nothing of how nearly they are. */
export function isSameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

/** Of one length, as the comparison wants it. */
function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
