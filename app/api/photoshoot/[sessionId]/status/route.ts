import { answerWithJob } from "@/lib/http/job-routes";
import { methodsBesides, route } from "@/lib/http/route";

export const maxDuration = 300;

export const GET = route<RouteContext<"/api/photoshoot/[sessionId]/status">>(async (request, { params }) =>
  answerWithJob(request, (await params).sessionId, "photoshoot"),
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = methodsBesides("GET");
