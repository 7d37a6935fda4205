import type { Asset } from "@/lib/jobs/asset";
import { toAssetView } from "@/lib/jobs/asset-view";
import type { ListedAssets } from "@/lib/services/list-assets";

/** What only its owner sees, as it is now. */
export function privateJson(body: unknown, init: { status?: number; location?: string } = {}): Response {
  const { status = 200, location } = init;
  const headers = { "cache-control": "private, no-store", ...(location && { location }) };
  return Response.json(body, { status, headers });
}

/** An image as a response. */
export function assetResponse(asset: Asset, init?: { status: number; location: string }): Response {
  return privateJson(toAssetView(asset), init);
}

/** A page of images as a response. */
export function assetsResponse({ items, nextCursor }: ListedAssets): Response {
  return privateJson({ items: items.map(toAssetView), nextCursor });
}
