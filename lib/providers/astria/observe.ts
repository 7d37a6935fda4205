import type { JobError } from "@/lib/jobs/job-error";
import type { Observation } from "@/lib/jobs/outcome";
import { failureOf } from "../failure";
import type { Prompt, Tune } from "./wire";

/** Result files live as long as their tune: 30 days. */
const keepMs = 30 * 24 * 3_600_000;

/** A prompt that is done for so long has all the pictures it will ever have. */
const spoiltMs = 5 * 60_000;

/** Astria has no word for states, gateways may have one: not started is queued, not trained is training, else it is ready. */
export function observeTune(tune: Tune): Observation {
  const ended = endOf(tune, "Astria could not train this model.", null);
  if (ended) return ended;
  if (tune.isTrained) return { state: "succeeded", files: [] };
  return underWay(tune, tune.eta);
}

/**
 * A prompt is ready once its pictures are there. One that is done without any for minutes is spoilt, and one that says
 * why is spoilt at once.
 */
export function observePrompt(prompt: Prompt, now: Date): Observation {
  if (prompt.pictures.length > 0) {
    const { trainedAt } = prompt;
    const expiresAt = trainedAt && new Date(trainedAt.getTime() + keepMs);
    return { state: "succeeded", files: prompt.pictures.map((url) => ({ url, expiresAt })) };
  }
  const ended = endOf(prompt, "Astria could not make this picture.", prompt.isTrained || null);
  if (ended) return prompt.isTrained ? withoutPicture(ended) : ended;
  if (!prompt.isTrained) return underWay(prompt, null);
  const { doneAt } = prompt;
  if (doneAt === null || now.getTime() - doneAt.getTime() <= spoiltMs) {
    return { state: "running", progress: null, expectedAt: null };
  }
  const message = "Astria finished this picture, but has none to show.";
  return { state: "failed", error: { code: "no_result", message, retryable: true, charged: true } };
}

/** The end that work itself tells of; `null` where it tells of none. */
function endOf(
  { state, said }: Tune | Prompt,
  silent: string,
  charged: JobError["charged"],
): Observation | null {
  if (state === "canceled") return { state: "canceled" };
  if (state === "moderated") {
    const message = said?.words || silent;
    return { state: "failed", error: { code: "moderation", message, retryable: false, charged } };
  }
  if (said === null && state !== "failed" && state !== "expired") return null;
  return { state: "failed", error: failureOf(said, { silent, charged }) };
}

/** What nobody explains by a code of its own is, in the end, a picture that is not there. */
function withoutPicture(ended: Observation): Observation {
  if (ended.state !== "failed" || ended.error.code !== "failed") return ended;
  return { ...ended, error: { ...ended.error, code: "no_result" } };
}

function underWay({ isStarted }: Tune | Prompt, expectedAt: Date | null): Observation {
  return isStarted ? { state: "running", progress: null, expectedAt } : { state: "queued", expectedAt };
}
