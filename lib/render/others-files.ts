import { PieceFailed } from "@/lib/kinds/kind";

/** How Node, V8 and FFmpeg say that there is no memory, no room on the disk, or no file handle. */
const wants = /allocat|memory|too many open files|no space left|resource temporarily/i;

/** Whether reading failed for want of something that there may be a moment later. */
const mayPass = (error: unknown): boolean => wants.test(wordsOf(error));

/** What an error says, and what is behind it. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? `${error.message} ${wordsOf(error.cause)}` : "";
}

/**
 * What reading a file threw that somebody else made, as what its piece ends with: `failure`, whatever a library said of the
 * file; itself where it says why already, or where it lies in this machine, so that the piece is made again later.
 */
export function asFailure(error: unknown, failure: () => PieceFailed): unknown {
  return error instanceof PieceFailed || mayPass(error) ? error : failure();
}

/** What is read from such a file one after the other. What its user throws meanwhile is let alone. */
export async function* readEach<T>(
  parts: AsyncIterable<T>,
  failure: () => PieceFailed,
): AsyncGenerator<T, void, undefined> {
  try {
    yield* parts;
  } catch (error) {
    throw asFailure(error, failure);
  }
}
