import { parseAssetId } from "@/lib/http/asset-request";
import { fileResponse } from "@/lib/http/file-response";
import { requireUser } from "@/lib/http/guard-user";
import { methodsBesides, route } from "@/lib/http/route";
import { isValidAssetLink } from "@/lib/services/asset-link";
import { findAssetPicture } from "@/lib/services/load-asset";

/** For its owner, and for a provider that holds a signed link. */
export const GET = route<RouteContext<"/api/assets/[id]/picture">>(async (request, { params }) => {
  const { id } = await params;
  const isLinked = isValidAssetLink(id, new URL(request.url).searchParams, Date.now());
  const asker = isLinked ? "holder of a link" : await requireUser(request);
  return fileResponse(request, await findAssetPicture(parseAssetId(id), asker));
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = methodsBesides("GET");
