/** What a prompt says before it says what to make: instructions, not words for a card. */
const ORDERS =
  /^(please\s+)?((create|make|design|draw|generate|render|turn|produce|give me)\b.*?\b(card|image|picture|shot|photo|poster|ad)\b(\s+(for|of|with|from|showing|in))?|for|of)\s*/i;
const ARTICLES = /^(this|the|a|an|my|our)\s+/i;

/** A title and a line below it, out of a prompt; both may be generic where it says nothing. */
export function wordsOf(text: string): { title: string; line: string } {
  const { seller, style } = labelled(text);
  const [first = "", ...rest] = (seller ?? (style === undefined ? text : ""))
    .replace(/\s+/g, " ")
    .split(/[.\n;:!?]|,\s|\s[–—-]\s/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const product = first.replace(ORDERS, "").replace(ARTICLES, "").split(" ").slice(0, 5).join(" ");
  const title = product.length > 2 ? product : "Made to be used";
  const line = rest.join(", ") || style || "Chosen with care, ready to go home with you";
  return { title: title[0]?.toUpperCase() + title.slice(1), line: line[0]?.toUpperCase() + line.slice(1) };
}

/** Lines of a brief that say what they are: `Style: …`, and `The seller adds: …`, which may run on. */
export function labelled(text: string): { style?: string; seller?: string } {
  const style = /^Style: (.+)$/m.exec(text)?.[1];
  const seller = /^The seller adds: (.+)/ms.exec(text)?.[1];
  return { ...(style && { style }), ...(seller && { seller }) };
}
