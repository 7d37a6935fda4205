import { fileResponse } from "@/lib/http/file-response";
import { requireUser } from "@/lib/http/guard-user";
import { parseJobId } from "@/lib/http/job-id";
import { route } from "@/lib/http/route";
import { findArtifact } from "@/lib/services/load-file";

export const GET = route<RouteContext<"/api/jobs/[id]/artifacts/[name]">>(async (request, { params }) => {
  const user = await requireUser(request);
  const { id, name } = await params;
  return fileResponse(request, await findArtifact(user, parseJobId(id), name));
});
