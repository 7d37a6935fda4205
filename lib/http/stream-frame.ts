/** One event of an event stream (HTML, "Server-sent events"); what is left out is not sent. */
export interface Frame {
  /** A reader that comes back says this, and goes on from there. One line. */
  id?: string;
  event?: string;
  /** Sent as JSON, which has no line breaks. */
  data?: unknown;
}

/** An event as it goes over the wire. One with an id alone moves on where a reader resumes, and tells it nothing. */
export function frame({ id, event, data }: Frame): string {
  const lines = [
    ...(id === undefined ? [] : [`id: ${id}`]),
    ...(event === undefined ? [] : [`event: ${event}`]),
    ...(data === undefined ? [] : [`data: ${JSON.stringify(data)}`]),
  ];
  return `${lines.join("\n")}\n\n`;
}

/** What readers pass over: it keeps the connection from looking dead. */
export function comment(words: string): string {
  return `: ${words}\n\n`;
}

/** The first of every stream: headers leave with the first byte. `retryMs` is how long a reader waits before it comes back. */
export function opening(retryMs: number): string {
  return `retry: ${retryMs}\n${comment("hello")}`;
}
