import { answerAfter } from "@/lib/http/job-routes";
import { route } from "@/lib/http/route";
import { checkAndFollowUp } from "@/lib/services/check-jobs";
import { retryJob } from "@/lib/services/retry-job";

export const maxDuration = 300;

export const POST = route<RouteContext<"/api/jobs/[id]/retry">>(async (request, { params }) =>
  answerAfter(
    request,
    (await params).id,
    (user, id) => retryJob(user, id, "manual"),
    (id) => checkAndFollowUp(id, "step"),
  ),
);
