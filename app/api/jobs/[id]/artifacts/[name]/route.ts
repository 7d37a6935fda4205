import { requireUser } from "@/lib/http/guard-user";
import { parseJobId } from "@/lib/http/job-id";
import { methodsBesides, route } from "@/lib/http/route";
import { pictureResponse } from "@/lib/http/small-response";
import { together } from "@/lib/http/together";
import { findArtifact, type KeptFile } from "@/lib/services/load-file";

const once = together<KeptFile>();

export const GET = route<RouteContext<"/api/jobs/[id]/artifacts/[name]">>(async (request, { params }) => {
  const { id, name } = await params;
  const key = [request.headers.get("authorization"), request.headers.get("cookie"), id, name].join("\n");
  const file = await once(key, async () => findArtifact(await requireUser(request), parseJobId(id), name));
  return pictureResponse(request, file);
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = methodsBesides("GET");
