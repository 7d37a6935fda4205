import { answerAfter } from "@/lib/http/job-routes";
import { methodsBesides, route } from "@/lib/http/route";
import { checkNext } from "@/lib/services/check-jobs";
import { cancelJob } from "@/lib/services/cancel-job";

export const maxDuration = 300;

export const POST = route<RouteContext<"/api/jobs/[id]/cancel">>(async (request, { params }) =>
  answerAfter(
    request,
    (await params).id,
    (user, id) => cancelJob(user, id, "manual"),
    () => checkNext("step"),
  ),
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = methodsBesides("POST");
