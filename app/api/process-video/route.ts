import { toVideoStatus } from "@/lib/contracts/video-status";
import { methodsBesides, route } from "@/lib/http/route";
import { processedStory } from "@/lib/http/story-routes";
import { presentJob } from "@/lib/services/present-job";

export const maxDuration = 300;

export const POST = route(async (request) => {
  const { status } = toVideoStatus(await presentJob(await processedStory(request)));
  return Response.json({ success: true, status }, { headers: { "cache-control": "private, no-store" } });
});

export const { DELETE, GET, OPTIONS, PATCH, PUT } = methodsBesides("POST");
