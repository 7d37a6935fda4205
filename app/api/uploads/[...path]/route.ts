import { fileResponse } from "@/lib/http/file-response";
import { requireUser } from "@/lib/http/guard-user";
import { route } from "@/lib/http/route";
import { isValidFileLink } from "@/lib/services/file-link";
import { findOwnUpload, findUpload } from "@/lib/services/load-file";

/** For its owner, and for a provider that holds a signed link. */
export const GET = route<RouteContext<"/api/uploads/[...path]">>(async (request, { params }) => {
  const path = (await params).path.join("/");
  const isLinked = isValidFileLink(path, new URL(request.url).searchParams, Date.now());
  const file = isLinked ? findUpload(path) : await findOwnUpload(await requireUser(request), path);
  return fileResponse(request, file);
});
