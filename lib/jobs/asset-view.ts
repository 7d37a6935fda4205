import type { Asset } from "./asset";

/** An image of a user's library as the API gives it; times in ISO 8601. */
export interface AssetView {
  id: string;
  name: string;
  contentType: string;
  bytes: number;
  width: number;
  height: number;
  tags: string[];
  caption: string | null;
  autoTagStatus: Asset["autoTagStatus"];
  autoTagError: string | null;
  openaiBatchId: string | null;
  createdAt: string;
  updatedAt: string;
}

/** What its owner sees of an image. */
export function toAssetView(asset: Asset): AssetView {
  const { id, name, contentType, bytes, width, height, tags, caption } = asset;
  const { autoTagStatus, autoTagError, openaiBatchId } = asset;
  return {
    id,
    name,
    contentType,
    bytes,
    width,
    height,
    tags,
    caption,
    autoTagStatus,
    autoTagError,
    openaiBatchId,
    createdAt: asset.createdAt.toISOString(),
    updatedAt: asset.updatedAt.toISOString(),
  };
}
