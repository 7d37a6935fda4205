import { answerWithUpdatedJob } from "@/lib/http/job-routes";
import { methodsBesides, route } from "@/lib/http/route";

export const maxDuration = 300;

export const POST = route<RouteContext<"/api/photoshoot/[sessionId]/auto-update">>(
  async (request, { params }) => answerWithUpdatedJob(request, (await params).sessionId, "photoshoot"),
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = methodsBesides("POST");
