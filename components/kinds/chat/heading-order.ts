/** As much of a tree of HTML elements as is looked at here. */
interface Node {
  type: string;
  tagName?: string;
  children?: Node[];
}

/**
 * Puts the headings of an answer under the page's own: its highest becomes h2, the next level that it uses h3, and so
 * on, so that no level is left out on the way down.
 */
export function orderHeadings() {
  return (tree: Node): void => {
    const headings = headingsIn(tree);
    const used = new Set(headings.map(({ tagName }) => tagName));
    const levels = ["h1", "h2", "h3", "h4", "h5", "h6"].filter((level) => used.has(level));
    for (const heading of headings) {
      heading.tagName = `h${Math.min(6, levels.indexOf(heading.tagName ?? "") + 2)}`;
    }
  };
}

function headingsIn(node: Node): Node[] {
  const inside = (node.children ?? []).flatMap(headingsIn);
  return /^h[1-6]$/.test(node.tagName ?? "") ? [node, ...inside] : inside;
}
