import { textIn } from "../answer";

/** An answer in words, as JSON and pages are; `null` for a file, which has bytes among its first that no words have. */
export function answerText(bytes: Buffer): string | null {
  const isFile = bytes.subarray(0, 1_000).some((byte) => byte < 9 || (byte > 13 && byte < 32));
  return isFile ? null : textIn(bytes);
}
