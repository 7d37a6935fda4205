import { requireUser } from "@/lib/http/guard-user";
import { methodsBesides, route } from "@/lib/http/route";
import { pictureResponse } from "@/lib/http/small-response";
import { isValidFileLink } from "@/lib/services/file-link";
import { findUpload } from "@/lib/services/load-file";

/** For its owner, and for a provider that holds a signed link. */
export const GET = route<RouteContext<"/api/uploads/[...path]">>(async (request, { params }) => {
  const path = (await params).path.join("/");
  const isLinked = isValidFileLink(path, new URL(request.url).searchParams, Date.now());
  const asker = isLinked ? "holder of a link" : await requireUser(request);
  // An upload never changes.
  return pictureResponse(request, await findUpload(path, asker), { neverChanges: true });
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = methodsBesides("GET");
