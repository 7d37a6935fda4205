import { parseAssetId, readAssetEdit } from "@/lib/http/asset-request";
import { assetResponse } from "@/lib/http/asset-response";
import { requireUser } from "@/lib/http/guard-user";
import { methodsBesides, route } from "@/lib/http/route";
import { deleteImage } from "@/lib/services/delete-assets";
import { giveTags } from "@/lib/services/edit-asset";
import { getAsset } from "@/lib/services/get-asset";

type Context = RouteContext<"/api/assets/[id]">;

export const GET = route<Context>(async (request, { params }) => {
  const user = await requireUser(request);
  return assetResponse(await getAsset(user, parseAssetId((await params).id)));
});

export const PATCH = route<Context>(async (request, { params }) => {
  const user = await requireUser(request);
  const id = parseAssetId((await params).id);
  const { tags } = await readAssetEdit(request);
  return assetResponse(await giveTags(user, id, tags));
});

export const DELETE = route<Context>(async (request, { params }) => {
  const user = await requireUser(request);
  await deleteImage(user, parseAssetId((await params).id));
  return new Response(null, { status: 204 });
});

export const { OPTIONS, POST, PUT } = methodsBesides("DELETE", "GET", "PATCH");
