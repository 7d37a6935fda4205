import { privateJson } from "@/lib/http/asset-response";
import { requireUser } from "@/lib/http/guard-user";
import { parseJobAssetsQuery } from "@/lib/http/job-assets-query";
import { parseJobId } from "@/lib/http/job-id";
import { methodsBesides, route } from "@/lib/http/route";
import { listAssetsOfJob } from "@/lib/services/list-job-assets";

/** What became of each image that the job is for. */
export const GET = route<RouteContext<"/api/jobs/[id]/assets">>(async (request, { params }) => {
  const user = await requireUser(request);
  const query = parseJobAssetsQuery(request);
  return privateJson(await listAssetsOfJob(user, parseJobId((await params).id), query));
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = methodsBesides("GET");
