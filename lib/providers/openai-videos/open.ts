import type { OfferedFile } from "@/lib/jobs/job";
import { answerIn } from "../answer";
import { parseJson } from "../http";
import { openContent } from "../openai-shared/open-content";
import { isOnThisMachine, openLink } from "../safe-link";
import { videosPlace } from "./config";
import { filmLinksIn } from "./links";

/** Opens a video's content with our key (see `openContent`). */
export async function open(
  file: OfferedFile,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Response> {
  const place = videosPlace();
  const response = await openContent(place, { folder: "videos", link: file.url }, headers, signal);
  if (!response.ok || !response.headers.get("content-type")?.includes("json")) return response;
  // Where the film should be, some places say in JSON where it is.
  const { text } = await answerIn(response);
  const [link] = filmLinksIn(parseJson(text), place.baseUrl).links;
  const elsewhere = { mayBeLocal: isOnThisMachine(place.baseUrl) };
  return link === undefined ? new Response(text, response) : openLink(link, headers, signal, elsewhere);
}
