import { z } from "zod";

/** Astria's shapes, as far as we rely on them. Times come with an offset. */
const time = z.iso.datetime({ offset: true }).nullish();

export const Tune = z.object({
  id: z.number().int(),
  title: z.string().nullish(),
  created_at: z.iso.datetime({ offset: true }),
  started_training_at: time,
  trained_at: time,
  eta: time,
  expires_at: time,
});
export type Tune = z.infer<typeof Tune>;

export const Prompt = z.object({
  id: z.number().int(),
  tune_id: z.number().int(),
  callback: z.string().nullish(),
  created_at: z.iso.datetime({ offset: true }),
  started_training_at: time,
  trained_at: time,
  images: z.array(z.url()).nullish(),
});
export type Prompt = z.infer<typeof Prompt>;

/** What every listed thing has, ours or not. */
export const Listed = z.looseObject({ id: z.number().int(), created_at: z.string().nullish() });
