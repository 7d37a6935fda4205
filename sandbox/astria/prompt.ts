import { z } from "zod";
import { latest, stamp } from "./timestamps";
import { promptTimes, type Pace, type Times } from "./timing";

/** What the sandbox remembers of a prompt; everything that changes with time is derived from the id. */
export const Prompt = z.object({
  id: z.number(),
  /** The tune it was posted to. */
  tuneId: z.number(),
  /** The LoRA its text names, where it was posted to the base tune. */
  loraId: z.number().nullable().default(null),
  base: z.string(),
  text: z.string(),
  negativePrompt: z.string().nullable(),
  callback: z.string().nullable(),
  numImages: z.number(),
  width: z.number(),
  height: z.number(),
  seed: z.number().nullable(),
  steps: z.number().nullable(),
  cfgScale: z.number().nullable(),
  fails: z.boolean(),
});
export type Prompt = z.infer<typeof Prompt>;

/** The tune that knows who is in the picture. */
export function sitterOf({ tuneId, loraId }: Prompt): number {
  return loraId ?? tuneId;
}

export function timesOfPrompt({ id, fails }: Prompt, pace: Pace): Times {
  return promptTimes(id, pace, { fails });
}

/** The prompt object on the wire, as of `now` (milliseconds). `images` is empty until it is done. */
export function promptJson(prompt: Prompt, pace: Pace, now: number): Record<string, unknown> {
  const times = timesOfPrompt(prompt, pace);
  const done = times.trainedAt <= now;
  return {
    id: prompt.id,
    tune_id: prompt.tuneId,
    text: prompt.text,
    negative_prompt: prompt.negativePrompt,
    cfg_scale: prompt.cfgScale,
    steps: prompt.steps,
    seed: prompt.seed,
    callback: prompt.callback,
    w: prompt.width,
    h: prompt.height,
    num_images: prompt.numImages,
    started_training_at: stamp(times.startedAt, now),
    trained_at: stamp(times.trainedAt, now),
    created_at: new Date(times.createdAt).toISOString(),
    updated_at: latest([times.createdAt, times.startedAt, times.trainedAt], now),
    images: done ? imageUrls(prompt) : [],
    url: `${prompt.base}/astria/tunes/${prompt.tuneId}/prompts/${prompt.id}.json`,
  };
}

function imageUrls({ base, id, numImages }: Prompt): string[] {
  return Array.from({ length: numImages }, (_, n) => `${base}/astria/images/${id}-${n}.jpg`);
}
