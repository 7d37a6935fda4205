import pLimit from "p-limit";
import type { AssetView } from "@/lib/jobs/asset-view";
import type { QueuedImage } from "./library-queue-state";
import type { Reading } from "./read-picture";
import type { Taken } from "./send-file";
import { Travelling } from "./travelling";

/** How a picture is read and sent. */
export interface Vehicle {
  read: (file: File) => Promise<Reading>;
  send: (
    file: File,
    fingerprint: string,
    onProgress: (percent: number) => void,
  ) => { answer: Promise<Taken<AssetView>>; abort: () => void };
}

/** How the journey of a picture ended. */
export type Journey =
  | { end: "arrived"; fingerprint: string; asset: AssetView }
  | { end: "twin"; fingerprint: string; of: string }
  | { end: "unreadable"; sentence: string }
  | { end: "failed"; error: unknown }
  /** Somebody let go of it on the way. */
  | { end: "forgotten" };

/** Carries one picture after the other, or some at once, and none whose content it has carried before. */
export class PictureCarrier {
  readonly travelling = new Travelling();
  readonly #vehicle: Vehicle;
  readonly #aborts = new Map<string, () => void>();
  readonly #ready = new Map<string, Reading>();
  /** Names by fingerprint, of what has arrived or is on its way. */
  readonly #known = new Map<string, string>();
  /** Fingerprints of what was sent and may have arrived, though no answer said so. */
  readonly #unanswered = new Set<string>();
  /** A picture of 12 megapixels takes 48 MB while it is looked at: one at a time. */
  readonly #oneByOne = pLimit(1);

  constructor(vehicle: Vehicle) {
    this.#vehicle = vehicle;
  }

  /** Takes what has arrived before as known, by fingerprint; answers whether nothing was known until now. */
  learn(fingerprints: readonly string[]): boolean {
    const isFirst = this.#known.size === 0;
    for (const fingerprint of fingerprints) this.#known.set(fingerprint, this.#known.get(fingerprint) ?? "");
    return isFirst;
  }

  unlearn(): void {
    this.#known.clear();
  }

  abort(id: string): void {
    this.#aborts.get(id)?.();
  }

  abortAll(): void {
    for (const abort of this.#aborts.values()) abort();
  }

  /** Never rejects. A picture that failed is read no second time. */
  async carry(image: QueuedImage, file: File | undefined, isWanted: () => boolean): Promise<Journey> {
    let reading: Reading;
    try {
      reading = await this.#read(image.id, file);
    } catch (error) {
      return { end: "failed", error };
    }
    if (!isWanted()) return this.#over(image, { end: "forgotten" });
    if (!reading.ok) return this.#over(image, { end: "unreadable", sentence: reading.sentence });
    const of = this.#known.get(reading.fingerprint);
    if (of === undefined) return this.#send(image, reading, isWanted);
    return this.#over(image, { end: "twin", fingerprint: reading.fingerprint, of: of || image.name });
  }

  async #send(
    image: QueuedImage,
    { file, fingerprint }: Extract<Reading, { ok: true }>,
    isWanted: () => boolean,
  ): Promise<Journey> {
    const { id, name } = image;
    this.#known.set(fingerprint, name);
    const { answer, abort } = this.#vehicle.send(file, fingerprint, (percent) =>
      this.travelling.move(id, percent),
    );
    this.#aborts.set(id, abort);
    try {
      const { status, body } = await answer;
      // What arrived while its answer was lost is there by its own doing.
      const isOwn = this.#unanswered.delete(fingerprint) && body.name === name;
      const isNew = status === 201 || isOwn;
      return this.#over(
        image,
        isNew ? { end: "arrived", fingerprint, asset: body } : { end: "twin", fingerprint, of: body.name },
      );
    } catch (error) {
      this.#known.delete(fingerprint);
      this.#unanswered.add(fingerprint);
      return isWanted() ? { end: "failed", error } : this.#over(image, { end: "forgotten" });
    } finally {
      this.#aborts.delete(id);
      this.travelling.leave(id);
    }
  }

  #over({ id }: QueuedImage, journey: Journey): Journey {
    this.#ready.delete(id);
    return journey;
  }

  async #read(id: string, file: File | undefined): Promise<Reading> {
    const known = this.#ready.get(id);
    if (known) return known;
    if (!file) return { ok: false, sentence: "This file is gone. Choose it again." };
    const reading = await this.#oneByOne(() => this.#vehicle.read(file));
    this.#ready.set(id, reading);
    return reading;
  }
}
