import type { Observation } from "@/lib/jobs/outcome";
import type { Prompt, Tune } from "./wire";

/** Result files live as long as their tune: 30 days. */
const keepMs = 30 * 24 * 3_600_000;

/** Astria has no status field: not started is queued, not trained is training, else it is ready. */
export function observeTune(tune: Tune): Observation {
  const expectedAt = tune.eta ? new Date(tune.eta) : null;
  if (tune.trained_at) return { state: "succeeded", files: [] };
  if (tune.started_training_at) return { state: "running", progress: null, expectedAt };
  return { state: "queued", expectedAt };
}

/** A prompt is ready once it is trained and its pictures are there. */
export function observePrompt(prompt: Prompt): Observation {
  if (prompt.trained_at && prompt.images?.length) {
    const expiresAt = new Date(Date.parse(prompt.trained_at) + keepMs);
    return { state: "succeeded", files: prompt.images.map((url) => ({ url, expiresAt })) };
  }
  if (prompt.started_training_at) return { state: "running", progress: null, expectedAt: null };
  return { state: "queued", expectedAt: null };
}
