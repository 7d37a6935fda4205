import { z } from "zod";
import { Fate } from "../core/fate";
import { modelFailure, platformFailure, type Failure } from "./refusals";
import { requestTimes, type Pace } from "./timing";

/** What the sandbox remembers of a request; everything that changes with time is derived from the id. */
export const Run = z.object({
  id: z.number(),
  /** Origin and base under which the sandbox was called, for links. */
  base: z.string(),
  /** `owner/app`, without the sub-path. */
  app: z.string(),
  prompt: z.string(),
  seconds: z.number(),
  width: z.number(),
  height: z.number(),
  webhook: z.string().nullable(),
  fate: Fate,
});
export type Run = z.infer<typeof Run>;

/** That a request was canceled, and when (milliseconds). */
export const Cancellation = z.object({ id: z.number(), at: z.number() });
export type Cancellation = z.infer<typeof Cancellation>;

export type RunStatus = "IN_QUEUE" | "IN_PROGRESS" | "COMPLETED";

/** As of `now`. There are three only: what failed or was canceled is completed too. */
export function statusOf(run: Run, pace: Pace, now: number, canceledAt: number | null): RunStatus {
  const { startedAt, finishedAt } = requestTimes(run.id, pace);
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
          input: { prompt: run.prompt },
        },
      ]);
  }
}
