import { loadBytes } from "@/lib/db/load-bytes";
import { rangeAssets, refuseAssets, type RangeAsset, type RefusedAsset } from "@/lib/db/job-assets";
import { picturePath } from "@/lib/jobs/asset";
import type { LibraryPicture, PictureRange } from "@/lib/providers/provider";
import { assetLink } from "./asset-link";

/** So many are read from the record at once. */
const pageSize = 5_000;

/** So many files are loaded at once: what is read ahead of whoever sends them is no more than that. */
const loadsAtOnce = 8;

/**
 * The pictures of a range of a job, for the operation that is to send them: links to them, or the pictures themselves. Those
 * whose files are gone are passed over, and known in the record as failed once the last one is sent.
 */
export async function* libraryPictures(
  operationId: string,
  { from, to, isInline }: PictureRange,
): AsyncGenerator<LibraryPicture, void, undefined> {
  const assets = assetsOf(operationId, from, to);
  if (!isInline) {
    for await (const { id } of assets) yield { assetId: id, url: assetLink(id, Date.now()) };
    return;
  }
  const gone: RefusedAsset[] = [];
  for await (const { id, jpeg } of inOrder(assets, loadsAtOnce, pictureOf)) {
    if (jpeg !== null) yield { assetId: id, jpeg };
    else gone.push({ assetId: id, reason: "Its file is gone. Upload it again.", reasonCode: "gone" });
  }
  if (gone.length > 0) await refuseAssets(operationId, gone);
}

async function* assetsOf(operationId: string, from: number, to: number): AsyncGenerator<RangeAsset> {
  let after: number | null = null;
  for (;;) {
    const page: RangeAsset[] = await rangeAssets({ operationId, from, to, after, limit: pageSize });
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    after = last.share;
  }
}

async function pictureOf({ id, userId }: RangeAsset): Promise<{ id: string; jpeg: Buffer | null }> {
  return { id, jpeg: await loadBytes("assets", picturePath({ id, userId })) };
}

/** What is loaded for each of them, in their order, so many at once. */
async function* inOrder<Item, Loaded>(
  items: AsyncIterable<Item>,
  most: number,
  load: (item: Item) => Promise<Loaded>,
): AsyncGenerator<Loaded> {
  const ahead: Array<Promise<Loaded>> = [];
  for await (const item of items) {
    const loading = load(item);
    // Who fails is heard of in its turn; until then nobody listens.
    loading.catch(() => undefined);
    ahead.push(loading);
    const first = ahead.length < most ? undefined : ahead.shift();
    if (first) yield await first;
  }
  for (const loading of ahead) yield await loading;
}
