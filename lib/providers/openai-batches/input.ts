import { inTime } from "@/lib/in-time";
import type { LibraryPicture } from "../provider";
import { ProviderError } from "../provider-error";
import { requestLine } from "./request-line";

/** Lines are sent so many bytes at once: each piece costs some time of its own. */
const pieceBytes = 64 * 1_024;

/** A file of requests while it is being made. */
export interface Input {
  bytes(): AsyncIterable<Uint8Array>;
  /** How many bytes have been made. */
  length(): number;
  /** Whether the next picture is being waited for. */
  isWaiting(): boolean;
  /** Why the pictures broke off; `null` if they did not. */
  trouble(): ProviderError | null;
  /** Lets go of the pictures, however many are left. Nobody waits for that. */
  close(): void;
}

/**
 * The requests for these pictures, line by line. The first is made at once, within so many milliseconds: where there is none,
 * nothing is sent.
 */
export async function inputOf(
  pictures: AsyncIterable<LibraryPicture>,
  model: string,
  firstMs: number,
): Promise<Input> {
  const iterator = pictures[Symbol.asyncIterator]();
  let length = 0;
  let isWaiting = false;
  let trouble: ProviderError | null = null;
  const next = async (): Promise<Buffer | null> => {
    isWaiting = true;
    try {
      const { done, value } = await iterator.next();
      if (done) return null;
      const line = requestLine(value, model);
      length += line.byteLength;
      return line;
    } catch (error) {
      trouble = ours(error);
      throw trouble;
    } finally {
      isWaiting = false;
    }
  };
  const first = await inTime(firstMs, next).catch((error: unknown) => {
    throw ours(error);
  });
  if (first === null) throw nothingToSend();
  return {
    async *bytes() {
      let lines: Buffer[] = [];
      let size = 0;
      for (let line: Buffer | null = first; line !== null; line = await next()) {
        lines.push(line);
        size += line.byteLength;
        if (size < pieceBytes) continue;
        yield joined(lines);
        [lines, size] = [[], 0];
      }
      yield joined(lines);
    },
    length: () => length,
    isWaiting: () => isWaiting,
    trouble: () => trouble,
    close: () => void iterator.return?.().catch(() => {}),
  };
}

/** A line with a picture inside is large enough by itself, and is not copied once more. */
function joined(lines: readonly Buffer[]): Buffer {
  const [only, ...others] = lines;
  return only && others.length === 0 ? only : Buffer.concat(lines);
}

/** Our own trouble with the pictures: nothing was begun, and it may pass. */
function ours(error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  const facts = { retryable: true, mayHaveWorked: false };
  return new ProviderError("internal", "The images could not be read just now.", facts, { cause: error });
}

function nothingToSend(): ProviderError {
  const message =
    "None of these images is left to be tagged: they have tags by now, or are not there any more.";
  const facts = { retryable: false, mayHaveWorked: false, isUnasked: true };
  return new ProviderError("rejected", message, facts);
}
