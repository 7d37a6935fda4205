import { toVideoStatus } from "@/lib/contracts/video-status";
import { methodsBesides, route } from "@/lib/http/route";
import { requestedStory } from "@/lib/http/story-routes";
import { presentJob } from "@/lib/services/present-job";

export const maxDuration = 300;

export const GET = route(async (request) => {
  const body = toVideoStatus(await presentJob(await requestedStory(request)));
  return Response.json(body, { headers: { "cache-control": "private, no-store" } });
});

export const { DELETE, OPTIONS, PATCH, POST, PUT } = methodsBesides("GET");
