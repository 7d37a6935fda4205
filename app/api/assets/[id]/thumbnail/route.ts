import { parseAssetId } from "@/lib/http/asset-request";
import { fileResponse } from "@/lib/http/file-response";
import { requireUser } from "@/lib/http/guard-user";
import { methodsBesides, route } from "@/lib/http/route";
import { loadThumbnail } from "@/lib/services/load-asset";

export const GET = route<RouteContext<"/api/assets/[id]/thumbnail">>(async (request, { params }) => {
  const user = await requireUser(request);
  const thumbnail = await loadThumbnail(user, parseAssetId((await params).id));
  return fileResponse(request, thumbnail, { neverChanges: true });
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = methodsBesides("GET");
