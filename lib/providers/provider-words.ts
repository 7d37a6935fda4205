import { fieldsOf, listOf, textOf } from "./loose";
import { moderationCode, moderationWord } from "./moderation";
import { plainText } from "./plain-text";
import { stateOf } from "./state-word";

/** So many characters of a provider's own words are kept. */
const most = 300;

/** So deep, and so far into a list, is read what went wrong. */
const deepest = 5;
const mostItems = 20;

/** What a provider says of a failure. */
export interface Said {
  /** In its own terms; `null` where it gives none. */
  code: string | null;
  /** Its words for a person; empty where it has none. */
  words: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** A provider's own words for a person: without the tags they were set with, links, which may carry a signature of ours, or keys, and not endless. */
export function inItsWords(text: string): string {
  return plainText(text.slice(0, 10 * most))
    .replaceAll(/https?:\/\/\S+/g, "(link)")
    .replaceAll(/data:[\w/+.-]*;base64,\S+/g, "(file)")
    .replaceAll(/\bsk-[\w*.-]+/g, "(key)")
    .slice(0, most)
    .toWellFormed();
}

/** Where providers and gateways put what went wrong, and nothing else; the most telling first. */
const ofFailure = [
  "error",
  "fail_reason",
  "failure_reason",
  "failed_reason",
  "failure",
  "user_error",
  "error_message",
  "error_msg",
  "error_description",
  "errorMessage",
  "failReason",
  "error_detail",
  "error_details",
  "error_reason",
  "err_msg",
  "errMsg",
  "errmsg",
  "task_status_msg",
  "last_error",
  "errors",
];

/** Where they also put remarks on what went well. */
const ofAnything =
  "detail details reason message msg cause innererror inner_error status_message status_msg statusMessage status_detail status_details statusDetails".split(
    " ",
  );

/** What has places of its own, and is no failure itself. */
const around = ["output", "result", "data", "response", "task"];

const codes = ["code", "error_code", "error_type", "errorCode", "fail_code"];

/**
 * What an answer says went wrong, where something did: text, a number, a list, an object, one inside the other. `null`
 * where it says nothing of the kind.
 */
export function saidIn(body: unknown): Said | null {
  return read(body, 0, [...ofFailure, ...ofAnything], codes);
}

/** The same of an answer that may be about work that goes well: only what speaks of a failure by its name. */
export function namedFailureIn(body: unknown): Said | null {
  return read(fieldsOf(body), 0, ofFailure, []);
}

/** The same of a refusal, all of which is about what went wrong: Rails' `{field: [words]}` too. */
export function refusalIn(body: unknown): Said | null {
  return saidIn(body) ?? fieldsInWords(fieldsOf(body));
}

function read(
  value: unknown,
  depth: number,
  places: readonly string[] = [...ofFailure, ...ofAnything],
  codeNames = [...codes, "type"],
): Said | null {
  if (value === undefined || value === null || value === 0 || depth > deepest) return null;
  const text = textOf(value);
  // A number alone is a code, and none is nothing.
  if (text !== null && /^\d+$/.test(text)) return Number(text) === 0 ? null : { code: text, words: "" };
  if (text !== null) return fromText(text, depth);
  const items = listOf(value)
    .slice(0, mostItems)
    .flatMap((item) => read(item, depth + 1) ?? []);
  if (items.length > 0) return all(items);
  const fields = fieldsOf(value);
  if (Object.keys(fields).length === 0) return null;
  const code = codeIn(fields, codeNames);
  const each = saidAt(fields, depth, places);
  // One place may say "failed", and another why.
  const said = each.find(isAgainstRules) ?? each[0];
  if (said) return { code: said.code ?? code, words: said.words };
  if (code !== null) return { code, words: "" };
  return depth === 0 ? null : (fieldsInWords(fields) ?? unknownInWords(fields));
}

/** What is said at these places, and inside of what may have the same ones. */
function saidAt(fields: Fields, depth: number, places: readonly string[]): Said[] {
  const own = places.flatMap((place) => read(fields[place], depth + 1) ?? []);
  // Most of it is not there, and rows of long lists are read like this.
  const names = depth < deepest ? around.filter((name) => fields[name] != null) : [];
  const inner = names.flatMap((name) => {
    const within = fieldsOf(fields[name]);
    const code = codeIn(within, codes);
    return saidAt(within, depth + 1, places).map((said) => ({ ...said, code: said.code ?? code }));
  });
  return [...own, ...inner];
}

/** Gateways hand on what they were told, JSON and all; a page, or a word for success, says nothing. */
function fromText(text: string, depth: number): Said | null {
  if (isPage(text) || stateOf(text) === "succeeded") return null;
  const inner = /^[[{]/.test(text) ? parsed(text) : undefined;
  const said = inner === undefined ? null : read(inner, depth + 1);
  return said ?? { code: null, words: inItsWords(text) };
}

function all(items: readonly Said[]): Said {
  const words = items.map((item) => item.words).filter((each) => each !== "");
  return {
    code: items.find((item) => item.code !== null)?.code ?? null,
    words: inItsWords(words.join(" ")),
  };
}

/** `{"title": ["can't be blank"]}`. */
function fieldsInWords(fields: Fields): Said | null {
  const lines = Object.entries(fields).flatMap(([name, value]) => {
    const each = listOf(value).slice(0, mostItems);
    return each.length > 0 && each.every((word) => typeof word === "string")
      ? [`${name} ${each.join(", ")}`]
      : [];
  });
  return lines.length === 0 ? null : { code: null, words: inItsWords(lines.slice(0, mostItems).join("; ")) };
}

/** `{"strange": "thing"}`: texts under names that we do not know, and nothing of what is no text. */
function unknownInWords(fields: Fields): Said | null {
  const lines = Object.entries(fields).flatMap(([name, value]) => {
    const isTold = typeof value === "string" && /\p{L}/u.test(value) && !isPage(value);
    return isTold && stateOf(value) === null ? [`${name}: ${value.trim()}`] : [];
  });
  return lines.length === 0 ? null : { code: null, words: inItsWords(lines.slice(0, mostItems).join("; ")) };
}

/** A code; nothing and `200` are none, and neither is a word for success. */
function codeIn(fields: Fields, names: readonly string[]): string | null {
  const found = names.map((name) => textOf(fields[name]));
  return (
    found.find((code) => code !== null && !/^(0|2\d\d)$/.test(code) && stateOf(code) !== "succeeded") ?? null
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Somebody's web page, where there should be words. */
export function isPage(text: string): boolean {
  return /^<(!--|\?xml|h\d|center|title)|<(!doctype|html|head|body)\b/i.test(text);
}

/** What is limited by a policy too, and passes. */
const ofRate = /rate.?limit|quota|too many requests|throttl/i;

/** Whether a provider's code says that what was asked for is against its rules. */
export function isModeration(code: string | null | undefined): boolean {
  return code != null && moderationCode.test(code) && !ofRate.test(code);
}

/** Whether what it says, in a code or in words, is that. */
export function isAgainstRules(said: Said): boolean {
  return isModeration(said.code) || speaksOfModeration(said.words);
}

/** Whether its words say so. */
export function speaksOfModeration(words: string): boolean {
  return moderationWord.test(words) && !ofRate.test(words);
}
