import { answerAfter } from "@/lib/http/job-routes";
import { limitUser } from "@/lib/http/limit-user";
import { methodsBesides, route } from "@/lib/http/route";
import { checkAndFollowUp } from "@/lib/services/check-jobs";
import { retryJob } from "@/lib/services/retry-job";

export const maxDuration = 300;

export const POST = route<RouteContext<"/api/jobs/[id]/retry">>(async (request, { params }) =>
  answerAfter(
    request,
    (await params).id,
    async (user, id) => {
      await limitUser(request, user, "job");
      return retryJob(user, id, "manual");
    },
    (id) => checkAndFollowUp(id, "step"),
  ),
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = methodsBesides("POST");
