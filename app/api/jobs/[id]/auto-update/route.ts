import { answerWithUpdatedJob } from "@/lib/http/job-routes";
import { methodsBesides, route } from "@/lib/http/route";

export const maxDuration = 300;

export const POST = route<RouteContext<"/api/jobs/[id]/auto-update">>(async (request, { params }) =>
  answerWithUpdatedJob(request, (await params).id),
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = methodsBesides("POST");
