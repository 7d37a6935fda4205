import { parseAssetId } from "@/lib/http/asset-request";
import { fileResponse } from "@/lib/http/file-response";
import { requireUser } from "@/lib/http/guard-user";
import { methodsBesides, route } from "@/lib/http/route";
import { findAssetOriginal } from "@/lib/services/load-asset";

export const GET = route<RouteContext<"/api/assets/[id]/file">>(async (request, { params }) => {
  const user = await requireUser(request);
  return fileResponse(request, await findAssetOriginal(user, parseAssetId((await params).id)));
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = methodsBesides("GET");
