import { parseAssetQuery } from "@/lib/http/asset-query";
import { guardOwner, readAssetIds, readSentPicture } from "@/lib/http/asset-request";
import { assetResponse, assetsResponse, privateJson } from "@/lib/http/asset-response";
import { fewAtOnce } from "@/lib/http/few-at-once";
import { requireUser } from "@/lib/http/guard-user";
import { limitUser } from "@/lib/http/limit-user";
import { methodsBesides, route } from "@/lib/http/route";
import { deleteImages } from "@/lib/services/delete-assets";
import { listAssets } from "@/lib/services/list-assets";
import { storeAsset } from "@/lib/services/store-asset";

export const GET = route(async (request) => {
  const user = await requireUser(request);
  const { cursor, ...filter } = parseAssetQuery(request);
  return assetsResponse(await listAssets(user, filter, cursor));
});

/** Each is in memory several times until it is stored, and our page sends four. */
const tenAtOnce = fewAtOnce(10);

export const POST = route(async (request) => {
  const user = await requireUser(request);
  guardOwner(request, user);
  await limitUser(request, user, "asset");
  const { asset, isNew } = await tenAtOnce(user, async () =>
    storeAsset(user, await readSentPicture(request)),
  );
  return assetResponse(asset, { status: isNew ? 201 : 200, location: `/api/assets/${asset.id}` });
});

export const DELETE = route(async (request) => {
  const user = await requireUser(request);
  return privateJson({ deleted: await deleteImages(user, await readAssetIds(request)) });
});

export const { OPTIONS, PATCH, PUT } = methodsBesides("DELETE", "GET", "POST");
