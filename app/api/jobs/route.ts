import { after } from "next/server";
import { requireUser } from "@/lib/http/guard-user";
import { parseJobQuery } from "@/lib/http/job-query";
import { parseJobRequest } from "@/lib/http/job-request";
import { jobResponse } from "@/lib/http/job-response";
import { limitUser } from "@/lib/http/limit-user";
import { methodsBesides, route } from "@/lib/http/route";
import { checkAndFollowUp } from "@/lib/services/check-jobs";
import { createJob } from "@/lib/services/create-job";
import { listJobs } from "@/lib/services/list-jobs";
import { presentJob, presentJobs } from "@/lib/services/present-job";

export const maxDuration = 300;

export const GET = route(async (request) => {
  const user = await requireUser(request);
  const { cursor, ...filter } = parseJobQuery(request);
  const page = await listJobs(user, filter, cursor);
  const body = { items: await presentJobs(page.items), nextCursor: page.nextCursor };
  return Response.json(body, { headers: { "cache-control": "private, no-store" } });
});

export const POST = route(async (request) => {
  const user = await requireUser(request);
  await limitUser(request, user, "job");
  const { job, isNew } = await createJob(user, await parseJobRequest(request), "browser");
  if (isNew) after(() => checkAndFollowUp(job.id, "step"));
  return jobResponse(request, await presentJob(job), {
    status: isNew ? 201 : 200,
    headers: { location: `/api/jobs/${job.id}` },
  });
});

export const { DELETE, OPTIONS, PATCH, PUT } = methodsBesides("GET", "POST");
