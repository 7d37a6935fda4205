import type { OfferedFile } from "@/lib/jobs/job";
import { isNotFound, ProviderError } from "../provider-error";
import { linkOf } from "../loose";
import { isOnThisMachine, openLink } from "../safe-link";
import { getResponse } from "./client";
import { config } from "./config";

/**
 * Opens a picture that lies inside a response, in base64 or behind a link: 404 where OpenAI has the response no more, 410
 * where it has no such picture. Ranges are not given of what is inside: the whole of it comes anyway.
 */
export async function open(
  file: OfferedFile,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Response> {
  const { id, index } = placeOf(file.url);
  let image: string | undefined;
  try {
    image = (await getResponse(id, signal)).images[index];
  } catch (error) {
    if (isNotFound(error)) return new Response(null, { status: 404 });
    throw error;
  }
  if (image === undefined) return new Response(null, { status: 410 });
  const link = linkOf(image);
  if (link !== null) {
    return openLink(link, headers, signal, { mayBeLocal: isOnThisMachine(config.baseUrl()) });
  }
  const bytes = Buffer.from(image.replace(/^data:[^,]*,/i, ""), "base64");
  return new Response(bytes, { headers: { "content-length": String(bytes.byteLength) } });
}

/** Which picture of which response a link of ours names; nothing of it but the id goes into a call. */
function placeOf(url: string): { id: string; index: number } {
  const match = /\/responses\/([^/?#]+)#image-(\d+)$/.exec(url);
  if (!match?.[1] || !match[2] || !url.startsWith(`${config.baseUrl()}/`)) {
    const facts = { retryable: false, mayHaveWorked: false };
    throw new ProviderError(
      "rejected",
      "The picture does not lie where responses are configured to be made.",
      facts,
    );
  }
  return { id: decodeURIComponent(match[1]), index: Number(match[2]) };
}
