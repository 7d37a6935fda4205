import { toGeneration } from "@/lib/contracts/generation";
import { requestedJob } from "@/lib/http/job-routes";
import { methodsBesides, route } from "@/lib/http/route";
import { showGenerations } from "@/lib/services/list-generations";

export const maxDuration = 300;

export const GET = route<RouteContext<"/api/v1/generations/[id]">>(async (request, { params }) => {
  const shown = await showGenerations([await requestedJob(request, (await params).id)]);
  const [data] = shown.map(({ job, view, prompt }) => toGeneration(job, view, prompt));
  return Response.json({ success: true, data }, { headers: { "cache-control": "private, no-store" } });
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = methodsBesides("GET");
