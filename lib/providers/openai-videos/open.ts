import type { OfferedFile } from "@/lib/jobs/job";
import { plainFetch } from "@/lib/plain-fetch";
import { answerIn } from "../answer";
import { parseJson, sendable } from "../http";
import { missingKeyError } from "../missing-key";
import { notAuthorized, ProviderError } from "../provider-error";
import { discard, isOnThisMachine, openLink, redirectOf } from "../safe-link";
import { videosPlace } from "./config";
import { filmLinksIn } from "./links";

/**
 * Opens a video's content with our key, which goes to the configured place and nowhere else: a link that leads
 * elsewhere is not opened, and a redirect is followed without it. A 401 or 403 of that place is about our key, and
 * says nothing of the file.
 */
export async function open(
  file: OfferedFile,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Response> {
  const { label, baseUrl, key, keyName } = videosPlace();
  if (!key) throw missingKeyError(label, keyName);
  const url = new URL(file.url);
  if (!isUnder(url, new URL(`${baseUrl}/videos/`))) {
    const facts = { retryable: false, mayHaveWorked: false };
    throw new ProviderError(
      "rejected",
      "The file does not lie where videos are configured to be made.",
      facts,
    );
  }
  const authorization = `Bearer ${key}`;
  const request = sendable(() => new Request(url, { headers: { ...headers, authorization } }));
  const response = await plainFetch(request, { signal, redirect: "manual" });
  if (response.status === 401 || response.status === 403) {
    discard(response);
    throw notAuthorized(label);
  }
  const next = redirectOf(response, url);
  const elsewhere = { mayBeLocal: isOnThisMachine(baseUrl) };
  if (next !== null) {
    discard(response);
    return openLink(next.href, headers, signal, elsewhere);
  }
  if (!response.ok || !response.headers.get("content-type")?.includes("json")) return response;
  // Where the film should be, some places say in JSON where it is.
  const { text } = await answerIn(response);
  const [link] = filmLinksIn(parseJson(text), baseUrl).links;
  return link === undefined ? new Response(text, response) : openLink(link, headers, signal, elsewhere);
}

/** Whether a link lies under this one, also for a server that decodes the path once more than we do. */
function isUnder(url: URL, base: URL): boolean {
  const isThere = url.origin === base.origin && url.pathname.startsWith(base.pathname);
  if (!isThere || url.username !== "" || url.password !== "") return false;
  return !/(^|\/|\\|%2f|%5c)(\.|%2e){1,2}($|\/|\\|%2f|%5c)/i.test(url.pathname);
}
