import { answerWithJob } from "@/lib/http/job-routes";
import { methodsBesides, route } from "@/lib/http/route";

export const maxDuration = 300;

export const GET = route<RouteContext<"/api/jobs/[id]">>(async (request, { params }) =>
  answerWithJob(request, (await params).id),
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = methodsBesides("GET");
