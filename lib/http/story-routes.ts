import { z } from "zod";
import type { Job } from "@/lib/jobs/job";
import { getJob } from "@/lib/services/get-job";
import { processVideo } from "@/lib/services/process-video";
import { jsonOf, mostJsonBytes, readBody } from "./body";
import { BadRequest } from "./errors";
import { requireUser } from "./guard-user";
import { parseJobId } from "./job-id";
import { keepAlive, ofKind } from "./job-routes";
import { limitUser } from "./limit-user";
import { queryValue } from "./parse-query";

/** The story that `?id=` names, asked about first if the record is due. Throws `BadRequest` without one, or `NotFound`. */
export async function requestedStory(request: Request): Promise<Job> {
  const user = await requireUser(request);
  const id = parseJobId(requireId(queryValue(request, "id")));
  return ofKind("story_video", await getJob(user, id, "browser", keepAlive));
}

/** The story that `?id=` or the body names, carried on. Throws as `requestedStory` does. */
export async function processedStory(request: Request): Promise<Job> {
  const user = await requireUser(request);
  const id = parseJobId(requireId(queryValue(request, "id") || (await idInBody(request))));
  const beforeRetry = () => limitUser(request, user, "job");
  return processVideo(user, id, "manual", { keepAlive, beforeRetry });
}

const Body = z.object({ id: z.string().optional(), videoId: z.string().optional() });

async function idInBody(request: Request): Promise<string | undefined> {
  const bytes = await readBody(request, mostJsonBytes);
  if (bytes.length === 0) return undefined;
  const { data } = Body.safeParse(jsonOf(bytes));
  return data?.id ?? data?.videoId;
}

function requireId(id: string | null | undefined): string {
  if (!id) throw new BadRequest("missing_id", "Name the video: “?id=…”.");
  return id;
}
