import { answerWithDeletion } from "@/lib/http/delete-route";
import { answerWithJob } from "@/lib/http/job-routes";
import { methodsBesides, route } from "@/lib/http/route";

export const maxDuration = 300;

type Context = RouteContext<"/api/jobs/[id]">;

export const GET = route<Context>(async (request, { params }) => answerWithJob(request, (await params).id));

export const DELETE = route<Context>(async (request, { params }) =>
  answerWithDeletion(request, (await params).id),
);

export const { OPTIONS, PATCH, POST, PUT } = methodsBesides("DELETE", "GET");
