import type { OfferedFile } from "@/lib/jobs/job";
import { isNotFound, ProviderError } from "../provider-error";
import { getResponse } from "./client";
import { config } from "./config";
import { imagesOf } from "./wire";

/**
 * Opens a picture that lies inside a response, in base64: 404 where OpenAI has the response no more, 410 where it
 * has no such picture. Ranges are not given: the whole of it comes anyway.
 */
export async function open(
  file: OfferedFile,
  _headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Response> {
  const { id, index } = placeOf(file.url);
  let image: string | undefined;
  try {
    image = imagesOf(await getResponse(id, signal))[index];
  } catch (error) {
    if (isNotFound(error)) return new Response(null, { status: 404 });
    throw error;
  }
  if (image === undefined) return new Response(null, { status: 410 });
  const bytes = Buffer.from(image, "base64");
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
