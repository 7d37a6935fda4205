import { inTime } from "@/lib/in-time";

/** Bytes of a file, from the first to the last: both are counted from 0, and both belong to it. */
export interface Span {
  first: number;
  last: number;
}

/** A body that brings nothing for so long while it is waited for brings nothing any more. */
const silenceMs = 20_000;

/**
 * A span of what a body brings, as it comes: the rest is not waited for, and the body is let go of at once. Breaks where
 * the body ends before, or falls silent.
 */
export function cut(body: ReadableStream<Uint8Array>, { first, last }: Span): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let at = 0;
  const giveUp = async (error: unknown): Promise<never> => {
    await reader.cancel(error);
    throw error;
  };
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        for (let isFed = false; !isFed && at <= last;) {
          const { done, value } = await inTime(silenceMs, () => reader.read()).catch(giveUp);
          if (done) throw new Error("the file ended too early");
          const part = value.subarray(Math.max(0, first - at), Math.max(0, last + 1 - at));
          at += value.length;
          isFed = part.length > 0;
          if (isFed) controller.enqueue(part);
        }
        if (at <= last) return;
        controller.close();
        await reader.cancel();
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
