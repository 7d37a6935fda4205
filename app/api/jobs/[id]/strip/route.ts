import { requireUser } from "@/lib/http/guard-user";
import { parseJobId } from "@/lib/http/job-id";
import { methodsBesides, route } from "@/lib/http/route";
import { stripResponse, wantedStrip } from "@/lib/http/strip-response";
import { findStrip } from "@/lib/services/find-strip";

export const GET = route<RouteContext<"/api/jobs/[id]/strip">>(async (request, { params }) => {
  const user = await requireUser(request);
  const jobId = parseJobId((await params).id);
  return stripResponse(request, await findStrip(user, jobId, wantedStrip(request)));
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = methodsBesides("GET");
