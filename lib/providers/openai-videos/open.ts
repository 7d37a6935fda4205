import type { OfferedFile } from "@/lib/jobs/job";
import { videosPlace } from "../openai-client";
import { missingKeyError } from "../missing-key";
import { openLink } from "../safe-link";
import { ProviderError } from "../provider-error";

/**
 * Opens a video's content with our key, which goes to the configured place and nowhere else: a link that leads
 * elsewhere is not opened, and a redirect is followed without it.
 */
export async function open(
  file: OfferedFile,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Response> {
  const { label, baseUrl, key, keyName } = videosPlace();
  if (!key) throw missingKeyError(label, keyName);
  const url = new URL(file.url);
  if (!url.href.startsWith(`${new URL(baseUrl).href}/videos/`)) {
    const facts = { retryable: false, mayHaveWorked: false };
    throw new ProviderError(
      "rejected",
      "The file does not lie where videos are configured to be made.",
      facts,
    );
  }
  const authorization = `Bearer ${key}`;
  const response = await fetch(url, { headers: { ...headers, authorization }, signal, redirect: "manual" });
  const location = response.headers.get("location");
  if (response.status < 300 || response.status >= 400 || location === null) return response;
  return openLink(new URL(location, url).href, headers, signal);
}
