import { randomId } from "./random-id";

/** Where keys outlive a reload. */
interface Kept {
  read: () => string | null;
  write: (text: string | null) => void;
}

interface Entry {
  body: string;
  key: string;
  sentAt: number;
}

/** So long an answer may be waited for over a reload, in milliseconds; after that the same body is asked for anew. */
const keptMs = 10 * 60_000;

/** Idempotency keys of a form: one for each body that was sent, until that is known to have arrived. */
export class StartKeys {
  readonly #kept: Kept | null;
  #entries: Entry[] | null = null;

  /** `kept` has them outlive a reload; without it they live as long as the form. */
  constructor(kept: Kept | null = null) {
    this.#kept = kept;
  }

  /** The key to send `body` with: the same for the same body, so that a lost answer makes no second job. */
  of(body: string): string {
    const known = this.#all().find((entry) => entry.body === body);
    const key = known?.key ?? randomId();
    this.#keep([...this.#all().filter((entry) => entry !== known), { body, key, sentAt: Date.now() }]);
    return key;
  }

  /** From here on this body makes another job. */
  forget(body: string): void {
    this.#keep(this.#all().filter((entry) => entry.body !== body));
  }

  forgetAll(): void {
    this.#keep([]);
  }

  #all(): Entry[] {
    this.#entries ??= entriesIn(this.#kept?.read() ?? null);
    return this.#entries;
  }

  #keep(entries: Entry[]): void {
    this.#entries = entries;
    this.#kept?.write(entries.length === 0 ? null : JSON.stringify(entries));
  }
}

function entriesIn(text: string | null): Entry[] {
  try {
    const value: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(value) ? value.filter(isEntry).filter(isFresh) : [];
  } catch {
    return [];
  }
}

function isEntry(value: unknown): value is Entry {
  if (typeof value !== "object" || value === null) return false;
  const { body, key, sentAt } = value as Partial<Record<keyof Entry, unknown>>;
  return typeof body === "string" && typeof key === "string" && typeof sentAt === "number";
}

/** A clock that was set back makes nothing fresh. */
function isFresh({ sentAt }: Entry): boolean {
  const agoMs = Date.now() - sentAt;
  return agoMs >= 0 && agoMs < keptMs;
}
