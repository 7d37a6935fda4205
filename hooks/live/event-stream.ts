/** A message of an event stream; `data` is empty where it only says a place to go on from. */
export interface StreamMessage {
  event: string;
  data: string;
  id: string | null;
}

/** Reads a text/event-stream as it comes, in pieces cut anywhere. A comment is no message. */
export class EventStreamReader {
  #unread = "";

  /** The messages that are whole with this piece. */
  read(piece: string): StreamMessage[] {
    const blocks = (this.#unread + piece).split(/\r?\n\r?\n/);
    this.#unread = blocks.pop() ?? "";
    return blocks.flatMap((block) => messageIn(block) ?? []);
  }
}

function messageIn(block: string): StreamMessage | null {
  const message: StreamMessage = { event: "message", data: "", id: null };
  const data: string[] = [];
  for (const line of block.split(/\r?\n/)) {
    const [, field, value = ""] = /^(\w+)(?:: ?(.*))?$/.exec(line) ?? [];
    if (field === "event") message.event = value;
    else if (field === "data") data.push(value);
    else if (field === "id") message.id = value;
  }
  return data.length === 0 && message.id === null ? null : { ...message, data: data.join("\n") };
}
