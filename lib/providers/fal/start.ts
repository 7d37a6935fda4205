import type { Asked, StartContext, Started } from "../provider";
import { badResponse } from "../provider-error";
import type { VideoRequest } from "../video-request";
import { submit } from "./client";
import { config } from "./config";
import { aspectRatio, familyOf, imageEndpoint, resolution } from "./families";
import { appOf, formatRef, refOf } from "./ref";

/**
 * Queues a video. The webhook's URL carries our operation's id and token, and the app, which the webhook itself does
 * not name: it is the only way to find a request whose id was lost.
 */
export async function start({ body }: Asked<VideoRequest>, context: StartContext): Promise<Started> {
  const { model, prompt, seconds, size } = body;
  const family = familyOf(model);
  const imageUrl = context.fileUrls[0];
  const input = {
    prompt,
    ...(family.duration && { duration: family.duration(seconds) }),
    aspect_ratio: aspectRatio(size),
    ...(family.hasResolution && { resolution: resolution(size) }),
    ...(imageUrl !== undefined && { [family.picture]: imageUrl }),
  };
  const app = appOf(model);
  const webhookUrl = new URL(context.callbackUrl);
  webhookUrl.searchParams.set("app", app);
  const endpoint = imageUrl === undefined ? model : imageEndpoint(model);
  const ref = refOf(app, await submit(endpoint, input, webhookUrl.href));
  if (!ref) throw badResponse(config.label);
  return { ref: formatRef(ref), observation: { state: "queued", expectedAt: null } };
}
