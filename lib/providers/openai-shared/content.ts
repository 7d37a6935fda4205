import { fieldsOf, linkOf, textOf } from "../loose";
import { stateOf } from "../state-word";

/** What an answer of a model holds, wherever it holds it. */
export interface Content {
  /** The words of its messages, one after the other; empty where there are none. */
  text: string;
  /** What is said beside, which counts where the answer is finished and has nothing else; empty where there is none. */
  remark: string;
  /** What it said instead of an answer; `null` if it did not refuse. */
  refusal: string | null;
  /** Its pictures: base64, a `data:` URL, or a link. */
  images: string[];
  /** Whether a part of it is still being made. */
  isGrowing: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

/** Of a call that makes pictures, of a part of a message, of a row of the images API. */
const imageNames = ["result", "b64_json", "image_url", "image_base64", "image", "url"];

/**
 * The content of a response: of its output items, as OpenAI has them; of a message alone, a text alone, the SDK's
 * `output_text`, or the choices of a chat, as gateways do.
 */
export function contentOf(fields: Fields): Content {
  const output = allOf(fields["output"]);
  const choices = allOf(fields["choices"]).map((choice) => fieldsOf(choice)["message"]);
  const rows = allOf(fields["data"]).filter((row) => !isMessage(fieldsOf(row)));
  const items = [...output, ...choices].flatMap((item): Fields[] =>
    typeof item === "string" ? [{ type: "message", content: item }] : [fieldsOf(item)],
  );
  const messages = items.filter(isMessage);
  const parts = (messages.length > 0 ? messages : messageAt(fields)).flatMap(partsOf);
  const text = parts.map((part) => wordsIn(part) ?? "").join("");
  const calls = items.filter(isOfImage);
  const refusals = [...parts.flatMap((part) => refusalOfPart(part) ?? []), ...calls.flatMap(refusalOfCall)];
  const remarks = [fields["message"], ...calls.flatMap(remarkOfCall)].filter(isText);
  return {
    text: text.trim() === "" ? allOf(fields["output_text"]).filter(isText).join("") : text,
    remark: remarks.filter((each) => stateOf(each) !== "succeeded").join(" "),
    refusal: refusals.length === 0 ? null : refusals.filter((each) => each !== "").join(" "),
    images: [...calls, ...parts.filter(isOfImage), ...rows.map(fieldsOf)].flatMap(imagesIn),
    isGrowing: items.some(({ status }) => ["queued", "running"].includes(stateOf(status) ?? "")),
  };
}

/** The message of an answer that is one itself, or has it beside its state. */
function messageAt(fields: Fields): Fields[] {
  const message = fieldsOf(fields["message"]);
  if (hasContent(message)) return isMessage(message) ? [message] : [];
  const content = fields["content"] ?? (isText(fields["text"]) ? fields["text"] : null);
  return content == null ? [] : [{ type: "message", content }];
}

function isOfImage({ type }: Fields): boolean {
  return /image/i.test(textOf(type) ?? "");
}

/** What stands where a picture should be, and is none. */
function remarkOfCall({ result }: Fields): string[] {
  const isRemark = isText(result) && result.trim() !== "" && result.length <= longestRemark;
  return isRemark && !isImage(result) && stateOf(result) !== "moderated" ? [result] : [];
}

/** Its words where they are those of a filter. */
function refusalOfCall({ result }: Fields): string[] {
  return isText(result) && stateOf(result) === "moderated" ? [`Stopped by the filter: ${result.trim()}`] : [];
}

/** A list, or what stands alone in the place of one. */
function allOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return [...value];
  return value === null || value === undefined ? [] : [value];
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

/** Something said by the model: not by us, not its thoughts, not a call of a tool. */
function isMessage(item: Fields): boolean {
  const role = item["role"] ?? "assistant";
  const type = item["type"] ?? "message";
  return (
    role === "assistant" && (type === "message" || isWords(type)) && (type !== "message" || hasContent(item))
  );
}

function hasContent(item: Fields): boolean {
  return ["content", "text", "refusal"].some((name) => item[name] != null);
}

function isWords(type: unknown): boolean {
  return type === "output_text" || type === "text" || type === "refusal";
}

/** The parts of a message; one without content is a part itself. */
function partsOf(item: Fields): Fields[] {
  if (item["content"] == null) return [item];
  const refusal = item["refusal"];
  return [
    ...allOf(item["content"]).map((part) => (isText(part) ? { type: "text", text: part } : fieldsOf(part))),
    ...(refusal == null ? [] : [{ type: "refusal", refusal }]),
  ];
}

function wordsIn(part: Fields): string | null {
  const type = part["type"] ?? "text";
  if (type !== "message" && type !== "output_text" && type !== "text") return null;
  const text = part["text"];
  const value = fieldsOf(text)["value"];
  return [text, value].find(isText) ?? null;
}

function refusalOfPart(part: Fields): string | null {
  const words = textOf(part["refusal"]);
  return words ?? (part["type"] === "refusal" ? (textOf(part["text"]) ?? "") : null);
}

function imagesIn(item: Fields): string[] {
  const found = imageNames.flatMap((name) =>
    allOf(item[name]).flatMap((value) => {
      const inner = fieldsOf(value);
      const text =
        textOf(value) ?? imageNames.map((each) => textOf(inner[each])).find((each) => each !== null);
      return text != null && isImage(text) ? [text] : [];
    }),
  );
  // One picture under several names is one.
  return Array.isArray(item["result"]) ? found : found.slice(0, 1);
}

/** What stands where a picture should be is told up to so many characters. */
const longestRemark = 300;

/** So many characters of base64 a picture has at least, but for one that begins like one. */
const shortestImage = 400;
const beginnings = /^(iVBORw0KGgo|\/9j\/|R0lGOD|UklGR)/;

/** Whether a text is a picture, or leads to one; words are none. */
function isImage(text: string): boolean {
  if (/^data:image\//i.test(text) || linkOf(text) !== null) return true;
  const isLong = text.length >= shortestImage || beginnings.test(text);
  // Enough of it to tell: pictures have megabytes.
  const [head, tail] = [text.slice(0, 400), text.slice(-400)].map((part) => part.replaceAll(/[\r\n]/g, ""));
  return isLong && /^[\w+/-]+={0,2}$/.test(head ?? "") && /^[\w+/-]*={0,2}$/.test(tail ?? "");
}
