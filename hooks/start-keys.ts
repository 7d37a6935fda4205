/** Idempotency keys of a form: one for each body that was sent, until that is known to have arrived. */
export class StartKeys {
  readonly #keys = new Map<string, string>();

  /** The key to send `body` with: the same for the same body, so that a lost answer makes no second job. */
  of(body: string): string {
    const key = this.#keys.get(body) ?? newKey();
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

function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
