import type { Asked, StartContext, Started } from "../provider";
import { badResponse } from "../provider-error";
import { submit } from "./client";
import { config } from "./config";
import { pictureInput } from "./picture-input";
import { appOf, formatRef, refOf, type Made } from "./ref";
import type { FalRequest } from "./request";
import { speechInput } from "./speech-input";
import { videoEndpoint, videoInput } from "./video-input";

/**
 * Queues a run. The webhook's URL carries our operation's id and token, and the app and what it makes, which the webhook
 * itself does not name: it is the only way to find a request whose id was lost.
 */
export async function start({ body }: Asked<FalRequest>, context: StartContext): Promise<Started> {
  const { makes, ...call } = callOf(body, context.fileUrls[0]);
  const app = appOf(body.model);
  const webhookUrl = new URL(context.callbackUrl);
  webhookUrl.searchParams.set("app", app);
  if (makes !== "films") webhookUrl.searchParams.set("makes", makes);
  const ref = refOf(app, await submit(call, webhookUrl.href), makes);
  if (!ref) throw badResponse(config.label);
  return { ref: formatRef(ref), observation: { state: "queued", expectedAt: null } };
}

interface Run {
  makes: Made;
  endpoint: string;
  input: object;
  /** The variable that names its model. */
  setting: string;
}

function callOf(body: FalRequest, fileUrl: string | undefined): Run {
  const endpoint = body.model;
  if (!("type" in body)) {
    const input = videoInput(body, fileUrl);
    return { makes: "films", endpoint: videoEndpoint(endpoint, fileUrl), input, setting: "FAL_VIDEO_MODELS" };
  }
  return body.type === "picture"
    ? { makes: "pictures", endpoint, input: pictureInput(body), setting: "FAL_IMAGE_MODEL" }
    : { makes: "voices", endpoint, input: speechInput(body), setting: "FAL_SPEECH_MODEL" };
}
