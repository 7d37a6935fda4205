import { fileTypeFromBuffer } from "file-type";
import type { OfferedFile } from "@/lib/jobs/job";
import type { Provider } from "@/lib/providers/provider";
import { isOnThisMachine, openLink } from "@/lib/providers/safe-link";
import { download, type Ask, type Downloaded } from "./download";

const timeoutMs = 30_000;

const kinds = new Set(["image/jpeg", "image/png", "image/webp", "video/mp4", "video/webm"]);

export interface FetchedResult extends Downloaded {
  contentType: string;
  extension: string;
}

/**
 * Downloads a result whole, within 30 s, through its provider where the link is not a plain one. Its type is what
 * its bytes say, not what the server says. Throws `ResultGone` for a dead link, an `Error` for anything that may
 * pass.
 */
export async function fetchResult(
  file: OfferedFile,
  provider?: Pick<Provider, "open" | "baseUrl">,
): Promise<FetchedResult> {
  const signal = AbortSignal.timeout(timeoutMs);
  const mayBeLocal = provider !== undefined && isOnThisMachine(provider.baseUrl());
  const ask: Ask = async (headers) =>
    provider?.open?.(file, headers, signal) ?? openLink(file.url, headers, signal, { mayBeLocal });
  const { bytes, sha256 } = await download(ask);
  const type = await fileTypeFromBuffer(bytes);
  if (!type || !kinds.has(type.mime)) throw new Error("the result is no picture and no video");
  return { bytes, contentType: type.mime, extension: type.ext, sha256 };
}
