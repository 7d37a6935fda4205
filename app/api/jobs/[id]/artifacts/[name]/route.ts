import { fileResponse } from "@/lib/http/file-response";
import { requireUser } from "@/lib/http/guard-user";
import { parseJobId } from "@/lib/http/job-id";
import { methodsBesides, route } from "@/lib/http/route";
import { together } from "@/lib/http/together";
import { findArtifact, type ServedFile } from "@/lib/services/load-file";

const once = together<ServedFile>();

export const GET = route<RouteContext<"/api/jobs/[id]/artifacts/[name]">>(async (request, { params }) => {
  const { id, name } = await params;
  const key = [request.headers.get("authorization"), request.headers.get("cookie"), id, name].join("\n");
  const file = await once(key, async () => findArtifact(await requireUser(request), parseJobId(id), name));
  return fileResponse(request, file);
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = methodsBesides("GET");
