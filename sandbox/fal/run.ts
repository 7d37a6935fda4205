import { z } from "zod";
import { Fate } from "../core/fate";
import { Flaw } from "../core/flaw";
import { voiceFormats } from "../voices/voice-format";
import { modelFailure, platformFailure, type Failure } from "./refusals";
import { requestTimes, type Pace } from "./timing";

/** What is made, by the sort of the model. */
const Work = z.discriminatedUnion("makes", [
  z.object({
    makes: z.literal("film"),
    prompt: z.string(),
    seconds: z.number(),
    width: z.number(),
    height: z.number(),
  }),
  z.object({
    makes: z.literal("picture"),
    prompt: z.string(),
    width: z.number(),
    height: z.number(),
    format: z.enum(["png", "jpeg", "webp"]),
    count: z.number(),
    seed: z.number().nullable(),
  }),
  z.object({
    makes: z.literal("voice"),
    text: z.string(),
    voice: z.string(),
    pace: z.number(),
    format: z.enum(voiceFormats),
    rate: z.number(),
    isInline: z.boolean(),
  }),
]);
export type Work = z.infer<typeof Work>;
export type FilmWork = Extract<Work, { makes: "film" }>;
export type PictureWork = Extract<Work, { makes: "picture" }>;
export type VoiceWork = Extract<Work, { makes: "voice" }>;

/** What the sandbox remembers of a request; everything that changes with time is derived from the id. */
const Remembered = z.object({
  id: z.number(),
  /** Origin and base under which the sandbox was called, for links. */
  base: z.string(),
  /** `owner/app`, without the sub-path. */
  app: z.string(),
  work: Work,
  webhook: z.string().nullable(),
  fate: Fate,
  flaw: Flaw.nullable().default(null),
});
export type Run = z.infer<typeof Remembered>;

/** A ledger from when there were films only has what is made beside the rest. */
export const Run: z.ZodType<Run> = z.preprocess((line: unknown) => {
  if (typeof line !== "object" || line === null || "work" in line) return line;
  return { ...line, work: { ...line, makes: "film" } };
}, Remembered);

/** That a request was canceled, and when (milliseconds). */
export const Cancellation = z.object({ id: z.number(), at: z.number() });
export type Cancellation = z.infer<typeof Cancellation>;

export type RunStatus = "IN_QUEUE" | "IN_PROGRESS" | "COMPLETED";

/** The words that it was asked with. */
function wordsOf({ work }: Run): string {
  return work.makes === "voice" ? work.text : work.prompt;
}

/** As of `now`. There are three only: what failed or was canceled is completed too. */
export function statusOf(run: Run, pace: Pace, now: number, canceledAt: number | null): RunStatus {
  const { startedAt, finishedAt } = requestTimes(run.id, run.work.makes, pace);
  if (canceledAt !== null || now >= finishedAt) return "COMPLETED";
  return now < startedAt ? "IN_QUEUE" : "IN_PROGRESS";
}

/** Why a completed request has no result, or `null`. */
export function failureOf(run: Run, canceledAt: number | null): Failure | null {
  if (canceledAt !== null)
    return platformFailure(499, "The request was cancelled by the client", "client_cancelled");
  switch (run.fate) {
    case "success":
      return null;
    case "failed":
      return platformFailure(500, "The runner returned an internal server error", "runner_server_error");
    case "moderation":
      return modelFailure([
        {
          loc: ["body", "prompt"],
          msg: "The content could not be processed because it was flagged by a content checker <b>(safety)</b>.",
          type: "content_policy_violation",
          input: { prompt: wordsOf(run) },
        },
      ]);
  }
}
