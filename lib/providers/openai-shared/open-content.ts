import { plainFetch } from "@/lib/plain-fetch";
import { sendable } from "../http";
import { missingKeyError } from "../missing-key";
import { notAuthorized, ProviderError } from "../provider-error";
import { discard, isOnThisMachine, openLink, redirectOf } from "../safe-link";
import type { OpenAiPlace } from "./place";

/**
 * Opens what lies in a folder of a place ("videos") with our key, which goes there and nowhere else: a link that leads
 * elsewhere is not opened, and a redirect is followed without it. A 401 or 403 of that place is about our key, and
 * says nothing of the file.
 */
export async function openContent(
  { label, baseUrl, key, keyName }: OpenAiPlace,
  { folder, link }: { folder: string; link: string },
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Response> {
  if (!key) throw missingKeyError(label, keyName);
  const url = new URL(link);
  if (!isUnder(url, new URL(`${baseUrl}/${folder}/`))) {
    const facts = { retryable: false, mayHaveWorked: false };
    throw new ProviderError(
      "rejected",
      `The file does not lie where ${label} is configured to be asked.`,
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
  if (next === null) return response;
  discard(response);
  return openLink(next.href, headers, signal, { mayBeLocal: isOnThisMachine(baseUrl) });
}

/** Whether a link lies under this one, also for a server that decodes the path once more than we do. */
function isUnder(url: URL, base: URL): boolean {
  const isThere = url.origin === base.origin && url.pathname.startsWith(base.pathname);
  if (!isThere || url.username !== "" || url.password !== "") return false;
  return !/(^|\/|\\|%2f|%5c)(\.|%2e){1,2}($|\/|\\|%2f|%5c)/i.test(url.pathname);
}
