import pLimit from "p-limit";
import { bothEdits, edited, type TagEdit } from "@/hooks/tag-edit";
import type { AssetView } from "@/lib/jobs/asset-view";

/** What is done to the tags of images as somebody sees them, while the server has not said so yet; by their ids. */
export type UnsavedTags = ReadonlyMap<string, TagEdit>;

interface Outside {
  /** Does this to the tags that an image has by now. */
  give: (id: string, edit: TagEdit) => Promise<AssetView>;
  /** Told what the server has of an image now. */
  keep: (asset: AssetView) => void;
  /** Told of every change to what is unsaved. */
  tell: (unsaved: UnsavedTags) => void;
}

/** So many images are changed at once. */
const atOnce = 4;

/**
 * Saves what is done to the tags of images. It is shown at once; each image has one request at a time, and the last one
 * sent says all that was wanted. What cannot be saved is shown no longer.
 */
export class TagSaver {
  readonly #outside: Outside;
  readonly #limit = pLimit(atOnce);
  readonly #wanted = new Map<string, TagEdit>();
  readonly #saving = new Map<string, Promise<void>>();

  constructor(outside: Outside) {
    this.#outside = outside;
  }

  /** Settles once the last that was wanted of this image is saved, or is not. */
  save(id: string, edit: TagEdit): Promise<void> {
    const before = this.#wanted.get(id);
    this.#wanted.set(id, before ? bothEdits(before, edit) : edit);
    this.#tell();
    const saving = this.#saving.get(id) ?? this.#limit(() => this.#send(id));
    this.#saving.set(id, saving);
    return saving;
  }

  async #send(id: string): Promise<void> {
    let [sent, problem]: [TagEdit | undefined, unknown] = [undefined, undefined];
    for (let next = this.#wanted.get(id); next && next !== sent; next = this.#wanted.get(id)) {
      sent = next;
      problem = undefined;
      try {
        this.#outside.keep(await this.#outside.give(id, next));
      } catch (error) {
        problem = error;
      }
    }
    this.#wanted.delete(id);
    this.#saving.delete(id);
    this.#tell();
    if (problem !== undefined) throw problem;
  }

  #tell(): void {
    this.#outside.tell(new Map(this.#wanted));
  }
}

/** Images as somebody sees them: with the tags that are about to be saved. */
export function withUnsaved(assets: readonly AssetView[], unsaved: UnsavedTags): readonly AssetView[] {
  if (unsaved.size === 0) return assets;
  return assets.map((asset) => {
    const edit = unsaved.get(asset.id);
    return edit ? { ...asset, tags: [...edited(asset.tags, edit)] } : asset;
  });
}
