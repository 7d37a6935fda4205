import { fieldsOf, linkOf, listOf } from "../loose";

/** What a call made, inside its answer in words: the file itself, or where it lies, the likeliest place first. */
export type AnsweredFile = { bytes: Buffer } | { links: readonly [string, ...string[]] };

/** Where places put what they made, the most telling first. */
const places =
  "b64_json data images image audio output result results response file url image_url audio_url base64 image_base64 audio_base64 audioContent audio_content content".split(
    " ",
  );

/** Answers go no deeper than this to their file. */
const deepest = 5;

/** So many characters of base64 a file has at least, but for one that begins like one: words are none. */
const shortestFile = 400;
const beginnings = /^(iVBORw0KGgo|\/9j\/|R0lGOD|UklGR|ZkxhQ|SUQz|T2dnUw)/;

/**
 * The file in an answer that is no file itself, but JSON with one in it, or a text alone: base64, a `data:` URL or a link.
 * `null` where there is none. Whether it is of the right sort is told by its bytes, elsewhere.
 */
export function madeIn(said: unknown): AnsweredFile | null {
  const found = filesIn(said, 0);
  const inside = found.find((each) => "bytes" in each);
  if (inside) return inside;
  const [link, ...others] = new Set(found.flatMap((each) => ("links" in each ? each.links : [])));
  return link === undefined ? null : { links: [link, ...others] };
}

function filesIn(value: unknown, depth: number): AnsweredFile[] {
  if (typeof value === "string") return fileIn(value);
  if (typeof value !== "object" || depth > deepest) return [];
  const fields = fieldsOf(value);
  return [...listOf(value), ...places.map((place) => fields[place])].flatMap((each) =>
    filesIn(each, depth + 1),
  );
}

function fileIn(text: string): AnsweredFile[] {
  const [, inData] = /^\s*data:[^,]{0,200};base64,/i.test(text) ? text.split(/,(.*)$/s) : [];
  const isLong = text.length >= shortestFile || beginnings.test(text);
  const isFile = isLong && isBase64(text.slice(0, shortestFile)) && isBase64(text.slice(-shortestFile));
  const bytes = Buffer.from(inData ?? (isFile ? text : ""), "base64");
  if (bytes.byteLength > 0) return [{ bytes }];
  const link = linkOf(text);
  return link === null ? [] : [{ links: [link] }];
}

function isBase64(text: string): boolean {
  return /^[\w+/-]*={0,2}$/.test(text.replaceAll(/[\r\n]/g, ""));
}
