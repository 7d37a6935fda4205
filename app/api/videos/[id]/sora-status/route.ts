import { toSoraStatus } from "@/lib/contracts/sora-status";
import { requestedJob } from "@/lib/http/job-routes";
import { methodsBesides, route } from "@/lib/http/route";
import { presentJob } from "@/lib/services/present-job";

export const maxDuration = 300;

export const GET = route<RouteContext<"/api/videos/[id]/sora-status">>(async (request, { params }) => {
  const job = await requestedJob(request, (await params).id, "sora");
  const body = toSoraStatus(job, await presentJob(job));
  return Response.json(body, { headers: { "cache-control": "private, no-store" } });
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = methodsBesides("GET");
