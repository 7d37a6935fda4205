import { randomId } from "./random-id";

/** Idempotency keys of a form: one for each body that was sent, until that is known to have arrived. */
export class StartKeys {
  readonly #keys = new Map<string, string>();

  /** The key to send `body` with: the same for the same body, so that a lost answer makes no second job. */
  of(body: string): string {
    const key = this.#keys.get(body) ?? randomId();
    this.#keys.set(body, key);
    return key;
  }

  /** From here on this body makes another job. */
  forget(body: string): void {
    this.#keys.delete(body);
  }

  forgetAll(): void {
    this.#keys.clear();
  }
}
