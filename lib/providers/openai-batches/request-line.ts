import type { LibraryPicture } from "../provider";

/** What tags, and colours, one picture gets at most; more are left out when they are read. */
export const mostTags = 12;
export const mostColors = 5;

/** The plain words for colours, so that people can search by them. */
const colors = [
  "black",
  "white",
  "gray",
  "red",
  "orange",
  "yellow",
  "green",
  "turquoise",
  "blue",
  "purple",
  "pink",
  "brown",
  "beige",
  "gold",
  "silver",
];

const instructions =
  "You tag the pictures of a library so that people find them again. Give 3 to 12 tags in English: single words or short terms in lower case, the most telling first (what is seen, where, the mood, the style). Give one sentence as a caption, the dominant colors, and whether the picture has readable text in it.";

const schema = {
  type: "object",
  properties: {
    tags: { type: "array", items: { type: "string" }, minItems: 3, maxItems: mostTags },
    caption: { type: "string" },
    colors: { type: "array", items: { type: "string", enum: colors }, minItems: 1, maxItems: mostColors },
    contains_text: { type: "boolean" },
  },
  required: ["tags", "caption", "colors", "contains_text"],
  additionalProperties: false,
};

/** A model that thinks before it answers needs room for that too; only what is used is paid for. */
const maxOutputTokens = 4_000;

/** The line of a batch's input that asks for the tags of one picture, line feed included. */
export function requestLine(picture: LibraryPicture, model: string): Buffer {
  const { assetId } = picture;
  if ("url" in picture) return Buffer.from(lineOf(assetId, picture.url, model));
  const [before = "", after = ""] = lineOf(assetId, `data:image/jpeg;base64,${inside}`, model).split(inside);
  return withBase64(before, picture.jpeg, after);
}

/** Stands for a picture while the words around it are made. */
const inside = "<picture>";

function lineOf(assetId: string, imageUrl: string, model: string): string {
  const content = [
    { type: "input_text", text: instructions },
    { type: "input_image", image_url: imageUrl, detail: "low" },
  ];
  const body = {
    model,
    input: [{ role: "user", content }],
    text: { format: { type: "json_schema", name: "image_tags", strict: true, schema } },
    max_output_tokens: maxOutputTokens,
    store: false,
  };
  return `${JSON.stringify({ custom_id: assetId, method: "POST", url: "/v1/responses", body })}\n`;
}

/** A multiple of three, so that no part but the last is padded. */
const partBytes = 3_072;

/** Bytes in base64 between two texts, written part by part into one piece of memory: no long text is ever made. */
function withBase64(before: string, bytes: Buffer, after: string): Buffer {
  const length = Buffer.byteLength(before) + Math.ceil(bytes.length / 3) * 4 + Buffer.byteLength(after);
  const line = Buffer.allocUnsafe(length);
  let at = line.write(before);
  for (let from = 0; from < bytes.length; from += partBytes) {
    at += line.write(bytes.toString("base64", from, from + partBytes), at, "latin1");
  }
  line.write(after, at);
  return line;
}
