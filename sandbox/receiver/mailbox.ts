/** A message that was sent here. */
export interface KeptMessage {
  /** Milliseconds since 1970. */
  at: number;
  headers: Record<string, string>;
  /** As it was sent, to the byte: it is what the signature is about. */
  body: string;
  /** What it was answered with. */
  status: number;
}

/** How messages are answered. */
export interface MailboxAnswer {
  status: number;
  /** In seconds. */
  retryAfter?: number | undefined;
  /** Where a redirect leads. */
  location?: string | undefined;
}

/** More are pushed out by newer ones. */
const mostMessages = 200;
const mostMailboxes = 200;

/** One receiver by its name: what came, newest first, and what is answered. */
export class Mailbox {
  readonly messages: KeptMessage[] = [];
  answer: MailboxAnswer = { status: 200 };

  keep(message: KeptMessage): void {
    this.messages.unshift(message);
    this.messages.length = Math.min(this.messages.length, mostMessages);
  }
}

/** All receivers; each is there once somebody speaks of it. In memory alone. */
export class Mailboxes {
  readonly #byName = new Map<string, Mailbox>();

  named(name: string): Mailbox {
    const found = this.#byName.get(name);
    if (found) return found;
    const [oldest] = this.#byName.keys();
    if (this.#byName.size >= mostMailboxes && oldest !== undefined) this.#byName.delete(oldest);
    const mailbox = new Mailbox();
    this.#byName.set(name, mailbox);
    return mailbox;
  }
}
