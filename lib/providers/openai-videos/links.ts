import { linkOf, listOf } from "../loose";

/** So deep is an answer searched for links, and so many are kept. */
const deepest = 5;
const most = 5;

/** Names of what may lead to a film: `url`, `video_url`, `output`, … */
const ofFilm =
  /^(ur[li]s?|links?|href|src|mp4|data)$|video|film|movie|output|result|file|download|content|media|generation|play/i;

/** Names under which there is something else: what the film was made of, where to ask, what it is about. */
const ofElse =
  /image|picture|frame|gif|audio|input|reference|source|callback|webhook|notify|avatar|logo|status|cancel|stream|self|doc|error|message|reason|detail|request|param|model|user|prompt|preview|watermark/i;

const ofStill = /thumb|poster|cover|still/i;

/**
 * The plain links of an answer that may lead to its film, or to stills of it, the likeliest first, and last those that
 * are never opened (`file:`), so that it is known why there is no film. What is asked for with our key is none.
 */
export function filmLinksIn(body: unknown, baseUrl: string): { links: string[]; stills: string[] } {
  const links = new Set<string>();
  const stills = new Set<string>();
  const search = (value: unknown, path: readonly string[]): void => {
    if (path.length > deepest || path.some((name) => ofElse.test(name))) return;
    const link = linkOf(value, baseUrl);
    if (link !== null) {
      const isStill = path.some((name) => ofStill.test(name));
      if (link.startsWith(`${baseUrl}/videos/`)) return;
      if (isStill) stills.add(link);
      else if (ofFilm.test(path.at(-1) ?? "")) links.add(link);
    } else if (Array.isArray(value)) {
      for (const item of listOf(value).slice(0, most)) search(item, path);
    } else if (typeof value === "object" && value !== null) {
      for (const [name, inner] of Object.entries(value)) search(inner, [...path, name]);
    }
  };
  search(body, []);
  return { links: likeliest(links), stills: likeliest(stills) };
}

function likeliest(links: ReadonlySet<string>): string[] {
  return [...links].toSorted((a, b) => weightOf(b) - weightOf(a)).slice(0, most);
}

/** One for a link that may be opened, and one more for one that is named like a film. */
function weightOf(link: string): number {
  return /^https?:/i.test(link) ? 1 + Number(/\.(mp4|webm|mov)($|\?)/i.test(link)) : 0;
}
