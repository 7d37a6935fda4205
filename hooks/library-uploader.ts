import type { AssetView } from "@/lib/jobs/asset-view";
import type { KeptFiles } from "./kept-files";
import {
  emptyQueue,
  isOnItsWay,
  nextImages,
  queueReducer,
  type LibraryQueue,
  type QueueAction,
  type QueuedImage,
} from "./library-queue-state";
import { PictureCarrier, type Vehicle } from "./picture-carrier";
import type { Travelling } from "./travelling";
import { failureOf } from "./upload-failure";
import { whenOver } from "./upload-pause";

/** What the uploader has of the browser. */
export interface Means extends Vehicle {
  /** Runs `work` while no other tab does; says so if it has to wait for that. */
  alone: (work: () => Promise<void>, onWait: () => void) => Promise<void>;
  files: (onLoss: () => void) => KeptFiles;
  newId: () => string;
}

/** Brings files into the library: four at once, in one tab at a time, over the end of the page. */
export class LibraryUploader {
  readonly #means: Means;
  readonly #files: KeptFiles;
  readonly #listeners = new Set<() => void>();
  readonly #arrivals = new Set<(asset: AssetView) => void>();
  readonly #carrier: PictureCarrier;
  #queue = emptyQueue;
  #isAtWork = false;
  #isStopped = false;
  /** Since the last arrival. */
  #failures = 0;
  #endPause: (() => void) | null = null;
  #rest: (() => void) | null = null;

  constructor(means: Means) {
    this.#means = means;
    this.#carrier = new PictureCarrier(means);
    this.#files = means.files(() => this.#dispatch({ type: "lose" }));
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly queue = (): LibraryQueue => this.#queue;

  /** How far those are that travel. */
  get travelling(): Travelling {
    return this.#carrier.travelling;
  }

  /** Tells of every image that is new in the library. */
  readonly onArrival = (listener: (asset: AssetView) => void): (() => void) => {
    this.#arrivals.add(listener);
    return () => this.#arrivals.delete(listener);
  };

  /** Goes on with what an earlier page has left. */
  async wake(): Promise<void> {
    if (this.#isAtWork || this.#isStopped) return;
    if (await this.#files.isAnythingLeft()) void this.#work();
  }

  add(files: readonly File[]): void {
    const missing = this.#queue.images.filter(({ state }) => state === "missing");
    const found = new Set<string>();
    const fresh: File[] = [];
    for (const file of files) {
      const image = missing.find((each) => !found.has(each.id) && isFileOf(each, file));
      if (image) {
        found.add(image.id);
        this.#files.found(image, file);
      } else fresh.push(file);
    }
    const images = fresh.map((file) => this.#imageOf(file));
    this.#files.add(images, fresh);
    this.#dispatch({ type: "find", ids: found });
    this.#dispatch({ type: "add", images });
    void this.#work();
  }

  /** Tries again what has failed, and goes on if it was held back. */
  retry(): void {
    this.#failures = 0;
    const failed = this.#queue.images.filter(({ state }) => state === "failed").map(({ id }) => id);
    this.#dispatch({ type: "retry", ids: new Set(failed) });
    void this.#work();
  }

  /** Lets go of these files: what has not arrived will not. */
  forget(ids: readonly string[]): void {
    for (const id of ids) this.#carrier.abort(id);
    this.#files.forgotten(ids);
    this.#dispatch({ type: "forget", ids: new Set(ids) });
    this.#tidy();
    this.#step();
  }

  /** Sends and keeps nothing more, for good: whose files these are is not here any more. */
  stop(): void {
    this.#isStopped = true;
    this.#files.close();
    this.#endPause?.();
    this.#carrier.abortAll();
    this.#rest?.();
  }

  #imageOf({ name, size, lastModified }: File): QueuedImage {
    const id = this.#means.newId();
    return { id, name, size, lastModified, state: "waiting", problem: null };
  }

  async #work(): Promise<void> {
    if (this.#isStopped) return;
    if (this.#isAtWork) return this.#step();
    this.#isAtWork = true;
    try {
      const wait = () => this.#dispatch({ type: "tell", isElsewhere: true });
      await this.#means.alone(() => this.#drain(), wait);
    } finally {
      this.#isAtWork = false;
    }
    if (nextImages(this.#queue).length > 0) void this.#work();
  }

  /** Carries images until none waits, and the store knows it: whatever another tab reads next is true. */
  async #drain(): Promise<void> {
    if (this.#isStopped) return;
    this.#dispatch({ type: "tell", isElsewhere: false });
    await this.#recall();
    if (this.#isStopped) return;
    await new Promise<void>((resolve) => {
      this.#rest = resolve;
      this.#step();
    });
    this.#rest = null;
    this.#tidy();
    await this.#files.written();
  }

  /** Once nothing is before the queue, what was deleted meanwhile may be added again. */
  #tidy(): void {
    if (this.#queue.images.some(({ state }) => state !== "refused")) return;
    this.#carrier.unlearn();
    this.#files.forgetDone();
  }

  /** Takes over what another page, or another tab, has left. */
  async #recall(): Promise<void> {
    const { images, done } = await this.#files.read();
    const isFirst = this.#carrier.learn(done);
    const left = images.map(({ id, name, size, lastModified, refusal }): QueuedImage => {
      const state = refusal !== null ? "refused" : this.#files.get(id) ? "waiting" : "missing";
      return { id, name, size, lastModified, state, problem: refusal };
    });
    if (isFirst && left.length > 0) this.#dispatch({ type: "recall", arrived: done.length });
    this.#dispatch({ type: "add", images: left });
  }

  #step(): void {
    if (!this.#rest || this.#isStopped) return;
    for (const image of nextImages(this.#queue)) {
      this.#dispatch({ type: "begin", id: image.id });
      void this.#carry(image).finally(() => this.#step());
    }
    if (!this.#queue.images.some(isOnItsWay)) this.#rest();
  }

  async #carry(image: QueuedImage): Promise<void> {
    const { id } = image;
    const journey = await this.#carrier.carry(image, this.#files.get(id), () => this.#has(id));
    switch (journey.end) {
      case "arrived":
        for (const tell of this.#arrivals) tell(journey.asset);
        return this.#arrived(id, journey.fingerprint, { type: "arrive", id });
      case "twin":
        return this.#arrived(id, journey.fingerprint, { type: "twin", id, of: journey.of });
      case "unreadable":
        return this.#refused(image, { type: "refuse", id, problem: journey.sentence });
      case "failed":
        if (!this.#has(id)) return;
        return this.#failed(image, journey.error);
      case "forgotten":
        return;
    }
  }

  /** Whether nobody let go of it meanwhile, nor of all. */
  #has(id: string): boolean {
    return !this.#isStopped && this.#queue.images.some((image) => image.id === id);
  }

  #arrived(id: string, fingerprint: string, action: QueueAction): void {
    this.#failures = 0;
    this.#files.finished(id, fingerprint);
    this.#dispatch(action);
  }

  #refused(image: QueuedImage, action: Extract<QueueAction, { type: "refuse" }>): void {
    this.#files.refused(image, action.problem);
    this.#dispatch(action);
  }

  #failed(image: QueuedImage, error: unknown): void {
    const { pausesInARow } = this.#queue;
    const around = { pausesInARow, failures: this.#failures + 1, isOnline: navigator.onLine };
    const action = failureOf(error, image, around);
    if (action.type === "fail") this.#failures += 1;
    if (action.type === "refuse") return this.#refused(image, action);
    this.#dispatch(action);
    if (action.type !== "pause") return;
    // Those that travelled together are told to wait together: the last one says for how long.
    this.#endPause?.();
    this.#endPause = whenOver(action.pause, () => this.#resume());
  }

  #resume(): void {
    this.#endPause = null;
    this.#dispatch({ type: "resume" });
    this.#step();
  }

  #dispatch(action: QueueAction): void {
    this.#queue = queueReducer(this.#queue, action);
    for (const tell of this.#listeners) tell();
  }
}

function isFileOf(image: QueuedImage, file: File): boolean {
  return image.name === file.name && image.size === file.size && image.lastModified === file.lastModified;
}
