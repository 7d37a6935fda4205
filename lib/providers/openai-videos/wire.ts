import { z } from "zod";
import { idsIn, numberOf, percentOf, textOf, timeOf, withoutEnvelope } from "../loose";
import { namedFailureIn, saidIn, type Said } from "../provider-words";
import { stateOf, stateWordIn, type WorkState } from "../state-word";
import { videosPlace } from "./config";
import { filmLinksIn } from "./links";

/** A video as OpenAI's Videos API has it, and as gateways do, who leave out and rename as they like. */
export interface Video {
  /** All that it is called, the likeliest first; none where its answer has none. */
  ids: readonly string[];
  /** `null` for a word that nobody knows, and where there is none. */
  state: WorkState | null;
  /** Whether there is a word at all. */
  hasWord: boolean;
  /** From 0 to 100. */
  progress: number | null;
  createdAt: Date | null;
  expiresAt: Date | null;
  model: string | null;
  prompt: string | null;
  seconds: number | null;
  /** `1280x720`. */
  size: string | null;
  /** What is said of a failure by that name. */
  failure: Said | null;
  /** What is said of one, if it is one: of any other work, it may be of anything. */
  said: Said | null;
  /** Where the film, and stills of it, are said to lie besides. */
  links: readonly string[];
  stills: readonly string[];
}

/** Any JSON at all. */
export const VideoAnswer = z
  .unknown()
  .refine((body) => body !== undefined)
  .transform(readVideo);

/** A video out of an answer or a row, whatever it is. */
export function readVideo(body: unknown): Video {
  const fields = withoutEnvelope(body);
  const of = (...names: string[]) => names.map((name) => fields[name]).find((value) => value != null);
  const word = stateWordIn(fields);
  const state = stateOf(word);
  // Of what is at work there is nothing more to tell, and a list is mostly that.
  const isAtWork = state === "queued" || state === "running";
  return {
    ids: idsIn(fields),
    state,
    hasWord: word !== null,
    progress: percentOf(of("progress", "percent", "percentage", "progress_percent", "task_progress")),
    createdAt: timeOf(of("created_at", "created", "createdAt", "create_time", "submit_time")),
    expiresAt: timeOf(of("expires_at", "expiresAt")),
    model: textOf(of("model")),
    prompt: typeof fields["prompt"] === "string" ? fields["prompt"] : null,
    seconds: secondsIn(of("seconds", "duration")),
    size: textOf(of("size"))?.toLowerCase().replace(/[*×]/, "x") ?? null,
    failure: isAtWork ? null : namedFailureIn(fields),
    said: isAtWork ? null : saidIn(fields),
    ...(isAtWork ? { links: [], stills: [] } : filmLinksIn(fields, videosPlace().baseUrl)),
  };
}

/** `4`, `"4"` or `"4s"`. */
function secondsIn(value: unknown): number | null {
  return numberOf(textOf(value)?.replace(/\s*s(ec(onds?)?)?$/i, ""));
}
