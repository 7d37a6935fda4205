/** The body of an answer that goes on. Nothing here throws: whoever reads may be gone at any moment. */
export interface StreamBody {
  readonly readable: ReadableStream<Uint8Array>;
  /** `false` once it is closed, or once more than its bound waits for a reader who does not read. */
  send(text: string): boolean;
  /** Ends it after what was sent; what is not read within two seconds is dropped. */
  close(): void;
}

const goodbyeMs = 2_000;

/** At most about `mostBytes` wait in it for a reader: nothing else holds back what is written into a stream. */
export function streamBody(mostBytes: number): StreamBody {
  const encoder = new TextEncoder();
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  const readable = new ReadableStream<Uint8Array>(
    {
      start: (given) => void (controller = given),
      cancel: () => void (controller = null),
    },
    { highWaterMark: mostBytes, size: (chunk) => chunk?.byteLength ?? 0 },
  );
  return {
    readable,
    send(text) {
      if (!controller || (controller.desiredSize ?? 0) <= 0) return false;
      controller.enqueue(encoder.encode(text));
      return true;
    },
    close() {
      const closed = controller;
      controller = null;
      if (!closed) return;
      closed.close();
      // No error to anybody: Next lets this one pass in silence, and hangs up.
      const drop = () => closed.error(new DOMException("nobody reads this any more", "AbortError"));
      setTimeout(drop, goodbyeMs).unref();
    },
  };
}
