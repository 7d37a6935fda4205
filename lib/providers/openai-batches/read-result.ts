import { z } from "zod";
import { fieldsOf, numberOf, textOf } from "../loose";
import { contentOf } from "../openai-shared/content";
import { inItsWords, isAgainstRules, refusalIn, saidIn, type Said } from "../provider-words";
import { stateWordIn } from "../state-word";
import type { Line } from "./read-lines";
import { readTags, type PictureTags } from "./read-tags";

/** What came of one picture. */
export type LineResult =
  | ({ type: "tagged" } & PictureTags)
  /** This picture was asked about, and got no tags. `reason` is a sentence for a person. */
  | { type: "failed"; reason: string; code: FailedCode }
  /** Nothing came of it that says anything of the picture: it may be tried again. */
  | { type: "left"; reason: string; code: LeftCode };

export type FailedCode = "refused" | "moderation" | "link_failed" | "rejected" | "unreadable";
export type LeftCode = "expired" | "unavailable";

/** One line of results: which picture it is of, `null` where it does not say, and what came of it. */
export interface ReadResult {
  assetId: string | null;
  result: LineResult;
}

/** Whether all of a line is there; the last one of what has come so far may be cut. */
export function isWhole({ text, isEnded }: Line): boolean {
  return isEnded || parsed(text) !== undefined;
}

/**
 * Reads a line of the output file or of the error file, which are the same: a refusal may lie in either. The status of the
 * call decides first, then an error beside it, then what the model answered. Never throws.
 */
export function readResult(text: string): ReadResult {
  const row = parsed(text);
  if (row === undefined) return { assetId: idInPieces(text), result: unreadable };
  const fields = fieldsOf(row);
  return { assetId: idOf(fields["custom_id"]), result: resultOf(fields) };
}

type Fields = Readonly<Record<string, unknown>>;

function resultOf(fields: Fields): LineResult {
  const response = fieldsOf(fields["response"]);
  const status = numberOf(response["status_code"] ?? response["status"]);
  const given = response["body"];
  const body = typeof given === "string" ? (parsed(given) ?? given) : given;
  if (status !== null && status >= 400)
    return refusedWith(status, refusalIn(body) ?? saidIn(fields["error"]));
  const said = saidIn({ error: fields["error"] });
  if (said) return refusedWith(null, said);
  return body === undefined || body === null ? unreadable : answerOf(fieldsOf(body));
}

/** What a model's answer holds, however it ended. */
function answerOf(body: Fields): LineResult {
  const { text, refusal } = contentOf(body);
  const state = stateWordIn(body)?.toLowerCase();
  if (refusal !== null) {
    const words = tidy(inItsWords(refusal));
    return failed("refused", words === "" ? "The model declined to tag it." : `The model declined: ${words}`);
  }
  const tags = readTags(text);
  // Half an answer may have all that was asked for.
  if (tags) return { type: "tagged", ...tags };
  if (state === "incomplete") {
    const isFiltered = /filter/i.test(textOf(fieldsOf(body["incomplete_details"])["reason"]) ?? "");
    return isFiltered
      ? failed("moderation", "The provider's filter stopped the answer for it.")
      : failed("unreadable", "The model's answer broke off before it had any tags.");
  }
  const said = saidIn({ error: body["error"] });
  if (said) return refusedWith(null, said);
  return state === undefined || state === "completed" ? unreadable : unavailable;
}

/** Codes of lines whose turn never came. */
const ofEnd = /batch_(expired|cancell?ed)|^(expired|cancell?ed)$/i;

/** Trouble of the provider's own, or of our account with it, none of which is the picture's fault. */
const ofProvider =
  /server|internal|timeout|timed_?out|rate_?limit|overload|unavailable|capacity|busy|quota|billing|api_?key|^(401|402|403|408|425|429|5\d\d)$/i;
const ofProviderWords =
  /(server|internal) error|request id req_|overloaded|try again|rate limit|an error occurred while processing/i;

/** A picture that the provider could not fetch. */
const ofLink =
  /(download|fetch|load|access|retriev)\w* .{0,60}\b(url|image|file|link)|\b(url|image|link)\b.{0,60} (download|fetch|unreachable|timed? ?out|not accessible)|while downloading/i;

/** A line that was answered with no. */
function refusedWith(status: number | null, said: Said | null): LineResult {
  const { code, words }: Said = said ?? { code: null, words: "" };
  if (ofEnd.test(code ?? "")) {
    return { type: "left", code: "expired", reason: "The batch ended before its turn came." };
  }
  if (said && isAgainstRules(said))
    return failed("moderation", sentence("It is against the provider's rules", words));
  if (ofLink.test(words)) return failed("link_failed", "The provider could not fetch this image.");
  const isProviders =
    status === null
      ? ofProvider.test(code ?? "") || ofProviderWords.test(words)
      : ofProvider.test(String(status));
  return isProviders
    ? unavailable
    : failed("rejected", sentence("The provider refused it", words || (code ?? "")));
}

const unavailable: LineResult = {
  type: "left",
  code: "unavailable",
  reason: "The provider had trouble of its own with this image.",
};

const unreadable: LineResult = failed("unreadable", "The provider's answer for this image cannot be read.");

function failed(code: FailedCode, reason: string): LineResult {
  return { type: "failed", code, reason };
}

/** "It was refused: image too small." */
function sentence(what: string, words: string): string {
  const why = tidy(words).replace(/\.$/, "");
  return why === "" ? `${what}.` : `${what}: ${why}.`;
}

/** A database takes no control characters, of which one is none at all. */
function tidy(words: string): string {
  return words.replaceAll(/\p{Cc}+/gu, " ").trim();
}

const AssetId = z.uuid();

/** Ours are UUIDs; anything else is somebody's. */
function idOf(customId: unknown): string | null {
  return AssetId.safeParse(customId).data?.toLowerCase() ?? null;
}

/** The picture that a broken line was of. */
function idInPieces(text: string): string | null {
  return idOf(/"custom_id"\s*:\s*"([^"]{1,64})"/.exec(text)?.[1]);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.trim());
  } catch {
    return undefined;
  }
}
