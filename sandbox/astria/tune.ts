import { z } from "zod";
import { latest, stamp } from "./timestamps";
import { tuneTimes, type Pace, type Times } from "./timing";

/** Flux1.dev: Astria's own model, on which the LoRAs of every account are prompted (Astria's pages on Flux). It never expires. */
export const BASE_TUNE_ID = 1_504_944;

/** What the sandbox remembers of a tune; everything that changes with time is derived from the id. */
export const Tune = z.object({
  id: z.number(),
  /** Origin and base under which the sandbox was called, for links. */
  base: z.string(),
  title: z.string(),
  name: z.string(),
  callback: z.string().nullable(),
  imageUrls: z.array(z.string()),
  token: z.string(),
  branch: z.string(),
  baseTuneId: z.number().nullable(),
  modelType: z.string().nullable(),
  /** Never finishes: Astria has no failure state. */
  fails: z.boolean(),
});
export type Tune = z.infer<typeof Tune>;

export function timesOfTune({ id, modelType, fails }: Tune, pace: Pace): Times {
  return tuneTimes(id, pace, { faceId: modelType === "faceid", fails });
}

/** The tune object on the wire, as of `now` (milliseconds). There is no status field. */
export function tuneJson(tune: Tune, pace: Pace, now: number): Record<string, unknown> {
  const times = timesOfTune(tune, pace);
  const trained = times.trainedAt <= now;
  const expires = trained && tune.id !== BASE_TUNE_ID;
  const model = `${tune.base}/astria/models/${tune.id}.safetensors`;
  return {
    id: tune.id,
    title: tune.title,
    name: tune.name,
    token: tune.token,
    base_tune_id: tune.baseTuneId,
    branch: tune.branch,
    model_type: tune.modelType,
    args: null,
    steps: null,
    face_crop: null,
    eta: new Date(times.etaAt).toISOString(),
    started_training_at: stamp(times.startedAt, now),
    trained_at: stamp(times.trainedAt, now),
    expires_at: expires ? new Date(times.expiresAt).toISOString() : null,
    created_at: new Date(times.createdAt).toISOString(),
    updated_at: latest([times.createdAt, times.startedAt, times.trainedAt], now),
    ckpt_url: trained ? model : null,
    ckpt_urls: trained ? [model] : [],
    orig_images: tune.imageUrls,
    callback: tune.callback,
    url: `${tune.base}/astria/tunes/${tune.id}.json`,
  };
}
