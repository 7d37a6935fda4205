import { discard, isOnThisMachine, openLink } from "../safe-link";
import { inTime } from "@/lib/in-time";
import { config } from "./config";
import { open } from "./open";

/** Longer than this nobody waits at one place to learn whether there is a film, and at no more than so many links. */
const lookMs = 5_000;
const mostLinks = 2;

/** Where a video's film lies, by the id under which we know it. */
export function contentUrl(ref: string): string {
  return `${config.baseUrl()}/videos/${encodeURIComponent(ref)}/content`;
}

/** Whether a video's film is there to be fetched, in its own place or behind a link. Never throws. */
export async function hasFilm(ref: string, links: readonly string[]): Promise<boolean> {
  const mayBeLocal = isOnThisMachine(config.baseUrl());
  const places = [
    (signal: AbortSignal) => open({ url: contentUrl(ref), expiresAt: null }, {}, signal),
    ...links
      .slice(0, mostLinks)
      .map((link) => (signal: AbortSignal) => openLink(link, {}, signal, { mayBeLocal })),
  ];
  for (const ask of places) if (await leadsToFilm(ask)) return true;
  return false;
}

/** Told by the headers alone. */
async function leadsToFilm(ask: (signal: AbortSignal) => Promise<Response>): Promise<boolean> {
  try {
    const response = await inTime(lookMs, ask);
    discard(response);
    return looksLikeFilm(response);
  } catch {
    return false;
  }
}

function looksLikeFilm({ status, headers }: Response): boolean {
  const type = headers.get("content-type") ?? "";
  const isFull = (status === 200 || status === 206) && headers.get("content-length") !== "0";
  return isFull && !/json|html|xml|^text\/|^image\//i.test(type);
}
