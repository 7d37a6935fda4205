import type { AssetView } from "@/lib/jobs/asset-view";
import { asTag, tagFault, tagsFault } from "@/lib/jobs/tag";

/** Tags and what is typed beside them, several with commas between them; or why that is none. */
export function tagsWith(
  tags: readonly string[],
  typed: string,
): { tags: string[]; problem: null } | { tags: null; problem: string } {
  const given = typed.split(",").filter((each) => each.trim() !== "");
  const read = [...new Set([...tags, ...given].map(asTag))];
  const problem = read.map(tagFault).find((fault) => fault !== null) ?? tagsFault(read);
  return problem === null ? { tags: read, problem } : { tags: null, problem };
}

/** So many are offered to be taken away. */
const mostOffered = 40;

/** The tags of some images with how many have each, the commonest first. */
export function commonTags(assets: readonly AssetView[]): Array<[tag: string, images: number]> {
  const counts = new Map<string, number>();
  for (const { tags } of assets) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  const commonest = [...counts].toSorted(([a, m], [b, n]) => n - m || a.localeCompare(b));
  return commonest.slice(0, mostOffered);
}
