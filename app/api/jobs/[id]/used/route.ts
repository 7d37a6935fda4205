import { privateJson } from "@/lib/http/asset-response";
import { requireUser } from "@/lib/http/guard-user";
import { parseJobId } from "@/lib/http/job-id";
import { methodsBesides, route } from "@/lib/http/route";
import { readUsedOfJob } from "@/lib/services/read-used";

export const GET = route<RouteContext<"/api/jobs/[id]/used">>(async (request, { params }) => {
  const user = await requireUser(request);
  return privateJson(await readUsedOfJob(user, parseJobId((await params).id)));
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = methodsBesides("GET");
