import { fieldsOf, idIn, listOf, numberOf, textOf, timeOf, withoutEnvelope } from "../loose";
import { saidIn, type Said } from "../provider-words";
import { stateOf, stateWordIn, type WorkState } from "../state-word";

/** What tunes and prompts have in common. All of it may be missing, or of another type than Astria's pages show. */
interface Work {
  id: number | null;
  /** Whether it shows how far the work is; a list may leave that out. */
  isTelling: boolean;
  callback: string | null;
  createdAt: Date | null;
  isStarted: boolean;
  /** `trainedAt` is `null` as well where its time cannot be read. */
  isTrained: boolean;
  trainedAt: Date | null;
  /** The same, else the newest time that can be read in it; `null` where only a word says that it is done. */
  doneAt: Date | null;
  /** Of a word for its state. Astria itself has none. */
  state: WorkState | null;
  /** What went wrong with it; `null` where it says nothing of the kind. */
  said: Said | null;
}

export interface Tune extends Work {
  title: string | null;
  eta: Date | null;
}

export interface Prompt extends Work {
  tuneId: number | null;
  text: string | null;
  seed: number | null;
  /** Links to its pictures. */
  pictures: readonly string[];
}

type Fields = Readonly<Record<string, unknown>>;

/** Reads a tune, bare or in an envelope. */
export function tuneOf(body: unknown): Tune {
  const fields = inner(body, "tune");
  const work = workOf(fields);
  return {
    ...work,
    id: work.id ?? idOf(fields["tune_id"]),
    title: textOf(fields["title"]),
    eta: timeOf(fields["eta"]),
  };
}

/** Reads a prompt, bare or in an envelope. Links to pictures may be relative to `baseUrl`. */
export function promptOf(body: unknown, baseUrl: string): Prompt {
  const fields = inner(body, "prompt");
  const work = workOf(fields);
  return {
    ...work,
    id: work.id ?? idOf(fields["prompt_id"]),
    tuneId: idOf(fields["tune_id"]),
    text: textOf(fields["text"]),
    seed: numberOf(fields["seed"]),
    pictures: [...new Set(linksIn(fields["images"], baseUrl))],
  };
}

/** Whether an answer is about any work at all, and not something else in JSON. */
export function isWork(body: unknown, name: "tune" | "prompt"): boolean {
  const fields = inner(body, name);
  const telling = ["created_at", "started_training_at", "trained_at", "images"];
  return workOf(fields).id !== null || telling.some((key) => fields[key] !== undefined);
}

/** The rows of a list, bare or in an envelope; `null` for what is no list. */
export function rowsOf(body: unknown): readonly unknown[] | null {
  const fields = fieldsOf(body);
  const places = [body, ...["data", "items", "results", "tunes", "prompts"].map((name) => fields[name])];
  const list = places.find((place) => Array.isArray(place));
  return list === undefined ? null : listOf(list);
}

function inner(body: unknown, name: "tune" | "prompt"): Fields {
  const rows = listOf(body);
  const outer = withoutEnvelope(rows.length === 1 ? rows[0] : body);
  const within = fieldsOf(outer[name]);
  return idOf(outer["id"]) === null && idIn(within) !== null ? within : outer;
}

function workOf(fields: Fields): Work {
  const word = stateWordIn(fields);
  const state = /^trained$/i.test(word ?? "") ? "succeeded" : stateOf(word);
  const names = ["created_at", "started_training_at", "trained_at", "updated_at"];
  const times = names.flatMap((name) => timeOf(fields[name])?.getTime() ?? []);
  const newestAt = times.length > 0 ? new Date(Math.max(...times)) : null;
  const trainedAt = timeOf(fields["trained_at"]);
  const telling = ["started_training_at", "trained_at"];
  return {
    id: idOf(idIn(fields)),
    isTelling: word !== null || telling.some((name) => fields[name] !== undefined),
    callback: textOf(fields["callback"]),
    createdAt: timeOf(fields["created_at"]),
    isStarted: isThere(fields["started_training_at"]) || state === "running",
    isTrained: isThere(fields["trained_at"]) || (state === "succeeded" && !isOfCall(word, fields)),
    trainedAt,
    doneAt: isThere(fields["trained_at"]) ? (trainedAt ?? newestAt) : null,
    state,
    said: saidOf(fields, state),
  };
}

const errors = ["user_error", "error", "error_message", "fail_reason", "failure_reason", "errors"];

/** Other words count only in work that has failed: in any other, they are somebody's remark. */
function saidOf(fields: Fields, state: WorkState | null): Said | null {
  const hasFailed = state === "failed" || state === "moderated" || state === "expired";
  const names = hasFailed ? [...errors, "detail", "reason", "message"] : errors;
  return saidIn(Object.fromEntries(names.map((name) => [name, fields[name]])));
}

function idOf(value: unknown): number | null {
  const id = numberOf(value);
  return id !== null && Number.isSafeInteger(id) && id > 0 ? id : null;
}

/** Words for nothing, where a time should be. */
const nothing = /^(0+|false|no|null|nil|none|undefined)$/i;

function isThere(value: unknown): boolean {
  const text = textOf(value);
  return value === true || (text !== null && !nothing.test(text));
}

/** "ok" beside a time that is not there yet says that our call went well. */
function isOfCall(word: string | null, fields: Fields): boolean {
  return fields["trained_at"] !== undefined && /^(ok|success|successful)$/i.test(word ?? "");
}

/**
 * Every link to a file in text, lists and objects. Words that stand where a link should be are none; a link that nobody
 * will open is one, or its picture would be waited for.
 */
function linksIn(value: unknown, baseUrl: string, depth = 0): string[] {
  if (typeof value === "string") return linkIn(value.trim(), baseUrl);
  if (typeof value !== "object" || value === null || depth > 3) return [];
  const { url, image_url: imageUrl, src, ...others } = fieldsOf(value);
  const named = url ?? imageUrl ?? src;
  const inside = named === undefined || named === null ? numberedIn(others) : [named];
  return [...listOf(value), ...inside].flatMap((each) => linksIn(each, baseUrl, depth + 1));
}

/** What stands in an object in the place of a list: under numbers, or plainly a link. */
function numberedIn(fields: Fields): unknown[] {
  const items = Object.entries(fields);
  return items.flatMap(([name, value]) => (/^\d+$/.test(name) || isPlainLink(value) ? [value] : []));
}

function isPlainLink(value: unknown): boolean {
  return typeof value === "string" && /^https?:\/\//i.test(value);
}

function linkIn(text: string, baseUrl: string): string[] {
  const looksLikeLink = /^((https?|file|ftp|s3|gs):)?\//i.test(text) || /\.[a-z0-9]{2,5}(\?|$)/i.test(text);
  const link = looksLikeLink ? URL.parse(text, `${baseUrl}/`) : null;
  return link && /^(https?|file|ftp|s3|gs):$/.test(link.protocol) ? [link.href] : [];
}
