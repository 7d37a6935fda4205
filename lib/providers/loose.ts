import { statePlaces, stateOf, stateWordIn } from "./state-word";

/**
 * Readers for answers as they come. A provider's answer is good for as long as it has an id, a word for its state and a
 * file: whatever else is missing, or of another type, is nothing, and never makes the rest unreadable.
 */

type Fields = Readonly<Record<string, unknown>>;

/** An object; anything else is one without fields. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

/** A list; anything else is an empty one. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Text that says something, or a number in its place; `null` for anything else. */
export function textOf(value: unknown): string | null {
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  return typeof value === "string" && value.trim() !== "" ? value.trim().toWellFormed() : null;
}

/** A number, also where it comes as text; `null` for anything else. */
export function numberOf(value: unknown): number | null {
  const text = textOf(value);
  const number = text === null ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : null;
}

/** Progress from 0 to 100, of `45`, `"45"`, `"45%"` or `0.45`; `null` where nothing is said. Exactly 1 is one per cent. */
export function percentOf(value: unknown): number | null {
  const text = textOf(value);
  const number = text === null ? null : numberOf(text.replace(/\s*%$/, ""));
  if (number === null) return null;
  const isFraction = number > 0 && number < 1 && !text?.endsWith("%");
  return Math.min(100, Math.max(0, isFraction ? number * 100 : number));
}

/**
 * A time, of Unix seconds or milliseconds (also as text), or of ISO 8601 and what looks like it, which is UTC where it
 * does not say; `null` for anything else, and for years in which nothing of ours can have been made.
 */
export function timeOf(value: unknown): Date | null {
  const number = numberOf(value);
  const ms = number === null ? dateIn(textOf(value) ?? "") : number < 1e11 ? number * 1_000 : number;
  const time = new Date(ms);
  const year = time.getUTCFullYear();
  return Number.isNaN(year) || year < 2000 || year > 2100 ? null : time;
}

/** Epoch ms, `NaN` for what is no date. */
function dateIn(text: string): number {
  const isBare = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/.test(text);
  return Date.parse(isBare ? `${text.replace(" ", "T")}Z` : text);
}

/**
 * A link to a file; `null` for what leads nowhere, and for what is inside the answer. One that begins with a slash is
 * taken from `base`, where that is given.
 */
export function linkOf(value: unknown, base?: string): string | null {
  const text = textOf(value);
  if (text === null) return null;
  const isRelative = base !== undefined && text.startsWith("/");
  // Without its colon and slashes, "red:blue" would be a link too.
  if (!isRelative && !/^[a-z][a-z\d+.-]*:\/\//i.test(text)) return null;
  const link = isRelative ? URL.parse(text, base) : URL.parse(text);
  return link && (isRelative ? link.href : text);
}

/** The longest id that is kept; what is longer is none. */
const longestId = 512;

const idNames =
  "id task_id video_id generation_id job_id response_id prediction_id inference_id taskId videoId jobId uuid".split(
    " ",
  );

/** Some give the call one name and the work another: where there is both, the work's counts. */
const weakIdNames = ["request_id", "requestId"];

/** The id of what an answer is about, under any of the names in use; `null` where it has none. */
export function idIn(body: unknown): string | null {
  return idsIn(body)[0] ?? null;
}

/** All the ids that an answer gives its work, the likeliest first. */
export function idsIn(body: unknown): readonly string[] {
  return namedIds(body, [...idNames, ...weakIdNames]);
}

function namedIds(body: unknown, names: readonly string[]): string[] {
  const fields = fieldsOf(body);
  return names.flatMap((name) => nameOf(fields[name]) ?? []);
}

function nameOf(value: unknown): string | null {
  const id = textOf(value);
  // Dots alone would lead a path to somewhere else, and nought is no name.
  return id !== null && id.length <= longestId && !/^(\.+|0)$/.test(id) ? id : null;
}

const envelopes = ["data", "result", "task", "output", "response", "video", "generation", "job"];

/** In these, what has a name and no state may be a file of the work as well. */
const ofFiles: ReadonlySet<string> = new Set(["output", "video"]);

/**
 * An answer without the envelopes that some gateways put around it (`{"code":…,"data":{…}}`), or alone in a list. A state
 * inside is the work's, and the envelope's is the call's; so is its id, where what is inside has one. Where only the
 * envelope has an id, or a failure, it is the work's.
 */
export function withoutEnvelope(body: unknown, names: readonly string[] = envelopes, layers = 3): Fields {
  const outer = fieldsOf(onlyOneOf(body));
  const isNamed = hasName(outer);
  const isTold = isNamed && hasState(outer);
  if (layers === 0 || (isTold && !isSuccess(outer))) return outer;
  const isWanted = (inner: Fields, name: string) => {
    // A success that is named is the work's own, but where what is inside has not come to it.
    if (isTold) return hasState(inner) && stateOf(stateWordIn(inner)) !== null && !isSuccess(inner);
    return hasState(inner) || (hasName(inner) && !(isNamed && ofFiles.has(name)));
  };
  // What is not there is not looked into: lists have hundreds of rows, each read like this.
  const inner = names
    .filter((name) => typeof outer[name] === "object" && outer[name] !== null)
    .map((name) => [name, withoutEnvelope(outer[name], names, layers - 1)] as const)
    .find(([name, fields]) => isWanted(fields, name))?.[1];
  return inner ? { ...envelopeOf(outer, inner), ...withoutNulls(inner) } : outer;
}

/** What an envelope says of the work inside. */
function envelopeOf(outer: Fields, inner: Fields): Fields {
  const isOfCall = (name: string, value: unknown) =>
    ([...idNames, ...weakIdNames].includes(name) && hasName(inner)) ||
    (statePlaces.includes(name) && (hasState(inner) || stateOf(value) === "succeeded"));
  return Object.fromEntries(Object.entries(outer).filter(([name, value]) => !isOfCall(name, value)));
}

function onlyOneOf(value: unknown): unknown {
  const list = listOf(value);
  return list.length === 1 ? list[0] : value;
}

function hasName(fields: Fields): boolean {
  return idNames.some((name) => nameOf(fields[name]) !== null);
}

function hasState(fields: Fields): boolean {
  return stateWordIn(fields) !== null;
}

function isSuccess(fields: Fields): boolean {
  return stateOf(stateWordIn(fields)) === "succeeded";
}

function withoutNulls(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
