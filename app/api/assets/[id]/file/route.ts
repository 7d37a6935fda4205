import { parseAssetId } from "@/lib/http/asset-request";
import { requireUser } from "@/lib/http/guard-user";
import { methodsBesides, route } from "@/lib/http/route";
import { pictureResponse } from "@/lib/http/small-response";
import { findAssetOriginal } from "@/lib/services/load-asset";

export const GET = route<RouteContext<"/api/assets/[id]/file">>(async (request, { params }) => {
  const user = await requireUser(request);
  const original = await findAssetOriginal(user, parseAssetId((await params).id));
  // An image of the library never changes.
  return pictureResponse(request, original, { neverChanges: true });
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = methodsBesides("GET");
