import { answerAfter } from "@/lib/http/job-routes";
import { methodsBesides, route } from "@/lib/http/route";
import { checkAndFollowUp } from "@/lib/services/check-jobs";
import { restoreJob } from "@/lib/services/delete-job";

export const maxDuration = 300;

export const POST = route<RouteContext<"/api/jobs/[id]/restore">>(async (request, { params }) =>
  answerAfter(
    request,
    (await params).id,
    (user, id) => restoreJob(user, id, "manual"),
    (id) => checkAndFollowUp(id, "step"),
  ),
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = methodsBesides("POST");
