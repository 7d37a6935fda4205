import { after } from "next/server";
import { readJson } from "@/lib/http/body";
import { requireUser } from "@/lib/http/guard-user";
import { idempotencyKeyOf } from "@/lib/http/job-request";
import { limitUser } from "@/lib/http/limit-user";
import { methodsBesides, route } from "@/lib/http/route";
import { checkAndFollowUp } from "@/lib/services/check-jobs";
import { createJob } from "@/lib/services/create-job";

export const maxDuration = 300;

export const POST = route(async (request) => {
  const user = await requireUser(request);
  await limitUser(request, user, "job");
  const idempotencyKey = idempotencyKeyOf(request);
  const story = { kind: "story_video", input: await readJson(request), idempotencyKey };
  const { job, isNew } = await createJob(user, story, "browser");
  if (isNew) after(() => checkAndFollowUp(job.id, "step"));
  const headers = { location: `/api/jobs/${job.id}`, "cache-control": "private, no-store" };
  return Response.json({ videoId: job.id }, { status: isNew ? 201 : 200, headers });
});

export const { DELETE, GET, OPTIONS, PATCH, PUT } = methodsBesides("POST");
