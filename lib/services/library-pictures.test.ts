import { beforeEach, describe, expect, test, vi } from "vitest";
import type { AssetRange, RangeAsset, RefusedAsset } from "@/lib/db/job-assets";
import type { LibraryPicture } from "@/lib/providers/provider";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { libraryPictures } from "./library-pictures";

stubEnvironment();

const record = vi.hoisted(() => ({
  assets: [] as RangeAsset[],
  asked: [] as AssetRange[],
  refused: [] as Array<[string, readonly RefusedAsset[]]>,
}));
vi.mock("@/lib/db/job-assets", () => ({
  rangeAssets: async (range: AssetRange) => {
    record.asked.push(range);
    const { from, to, after, limit } = range;
    const inside = record.assets.filter(({ share }) => share >= from && share < to && share > (after ?? -1));
    return inside.slice(0, limit);
  },
  refuseAssets: async (operationId: string, refused: readonly RefusedAsset[]) => {
    record.refused.push([operationId, refused]);
  },
}));

/** How a file is loaded, by its path. */
let load: (path: string) => Promise<Buffer | null>;
vi.mock("@/lib/db/load-bytes", () => ({ loadBytes: (_bucket: string, path: string) => load(path) }));

beforeEach(() => {
  record.assets = library(12);
  record.asked = [];
  record.refused = [];
  load = async (path) => Buffer.from(path);
});

/** So many images, a thousandth of a file each. */
function library(count: number): RangeAsset[] {
  return Array.from({ length: count }, (_, n) => ({
    id: `id-${n}`,
    userId: "somebody",
    share: n / 1_000,
    pictureBytes: 20_000,
  }));
}

async function all(isInline: boolean, range = { from: 0, to: 1 }): Promise<LibraryPicture[]> {
  const pictures = [];
  for await (const picture of libraryPictures("operation", { ...range, isInline })) pictures.push(picture);
  return pictures;
}
const ids = (pictures: readonly LibraryPicture[]) => pictures.map(({ assetId }) => assetId);
const pictureOf = (n: number) => Buffer.from(`somebody/id-${n}/picture.jpg`);

test("each is given once, in the order of the job, from its range alone", async () => {
  const range = { from: 0.002, to: 0.005 };
  expect(ids(await all(false, range))).toEqual(["id-2", "id-3", "id-4"]);
  expect(ids(await all(true, range))).toEqual(["id-2", "id-3", "id-4"]);
  expect(record.asked[0]).toMatchObject({ operationId: "operation", from: 0.002, to: 0.005, after: null });
});

test("they are read page by page, however many there are", async () => {
  record.assets = library(12_000);
  expect(ids(await all(false, { from: 0, to: 12 }))).toEqual(record.assets.map(({ id }) => id));
  expect(record.asked.map(({ after }) => after)).toEqual([null, 4.999, 9.999]);
});

test("by link, a provider gets one that is signed for that image, and no file is loaded", async () => {
  load = () => Promise.reject(new Error("nobody asked for a file"));
  const [first] = await all(false);
  const link = /^http:\/\/app\.test\/api\/assets\/id-0\/picture\?expires=\d+&signature=/;
  expect(first).toMatchObject({ url: expect.stringMatching(link) });
});

describe("inside the request", () => {
  test("the picture itself is sent", async () => {
    expect(await all(true)).toEqual(record.assets.map(({ id }, n) => ({ assetId: id, jpeg: pictureOf(n) })));
  });

  test("at most eight are loaded ahead of whoever sends them, and the order stays though later ones come first", async () => {
    record.assets = library(40);
    let begun = 0;
    let taken = 0;
    let most = 0;
    const enough = Promise.withResolvers<void>();
    load = async (path) => {
      begun++;
      most = Math.max(most, begun - taken);
      if (begun === 8) enough.resolve();
      // The first one comes last of those that are loaded at once.
      if (path.includes("-0/")) await enough.promise;
      return Buffer.from(path);
    };
    const seen: string[] = [];
    for await (const { assetId } of libraryPictures("operation", { from: 0, to: 1, isInline: true })) {
      taken++;
      seen.push(assetId);
    }
    expect(seen).toEqual(record.assets.map(({ id }) => id));
    // One more may be begun while the first is on its way to who sends it.
    expect(most).toBeLessThanOrEqual(9);
  });

  test("one whose file is gone is passed over, and known as failed with a reason; the others go on", async () => {
    load = async (path) => (/-[37]\//.test(path) ? null : Buffer.from(path));
    expect(ids(await all(true))).toEqual(
      record.assets.map(({ id }) => id).filter((id) => !/-[37]$/.test(id)),
    );
    const [[operation, refused] = []] = record.refused;
    expect(operation).toBe("operation");
    expect(refused?.map(({ assetId, reasonCode }) => [assetId, reasonCode])).toEqual([
      ["id-3", "gone"],
      ["id-7", "gone"],
    ]);
  });

  test("storage that does not answer ends it: no picture is taken for gone because of that", async () => {
    load = async (path) => (path.includes("-5/") ? Promise.reject(new Error("away")) : Buffer.from(path));
    await expect(all(true)).rejects.toThrow("away");
    expect(record.refused).toEqual([]);
  });

  test("every call begins at the first", async () => {
    expect(await all(true)).toEqual(await all(true));
  });
});
