import { readJson } from "@/lib/http/body";
import { parsePart } from "@/lib/http/job-id";
import { answerAfter } from "@/lib/http/job-routes";
import { limitUser } from "@/lib/http/limit-user";
import { methodsBesides, route } from "@/lib/http/route";
import { checkAndFollowUp } from "@/lib/services/check-jobs";
import { reviseJob } from "@/lib/services/revise-job";

export const maxDuration = 300;

export const POST = route<RouteContext<"/api/jobs/[id]/scenes/[n]">>(async (request, { params }) => {
  const { id, n } = await params;
  return answerAfter(
    request,
    id,
    async (user, jobId) => {
      await limitUser(request, user, "job");
      return reviseJob(user, jobId, parsePart(n), await readJson(request), "manual");
    },
    (jobId) => checkAndFollowUp(jobId, "step"),
  );
});

export const { DELETE, GET, OPTIONS, PATCH, PUT } = methodsBesides("POST");
