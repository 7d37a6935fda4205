import type { TaggedAsset } from "./api";

/** So many images are printed; the rest are counted. */
const mostShown = 10;

/** What a tagging job found, as lines: the commonest tags, then image by image. */
export function tagLines(assets: readonly TaggedAsset[], columns: number): string[] {
  const tagged = assets.filter(({ tags }) => tags !== null && tags.length > 0);
  const counts = new Map<string, number>();
  for (const tag of tagged.flatMap(({ tags }) => tags ?? [])) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  const commonest = [...counts].toSorted(([, a], [, b]) => b - a).map(([tag, count]) => `${tag} ${count}`);
  const rows = assets.slice(0, mostShown).map(({ name, tags, reason }) => {
    const said = tags?.join(", ") || reason || "no tags";
    return `${(name ?? "deleted").padEnd(14)}${said}`;
  });
  const hidden = assets.length - rows.length;
  return [
    `${tagged.length} of ${assets.length} images tagged: ${commonest.join(", ")}`,
    ...rows,
    ...(hidden > 0 ? [`and ${hidden} more`] : []),
  ].map((line) => (line.length > columns ? `${line.slice(0, columns - 1)}…` : line));
}
