import { z } from "zod";
import { callFunction } from "./call-function";
import { EngineRow } from "./job-row";

/** `null` where the database has an empty name: no provider, or one with a single model. */
const name = z.string().transform((text) => (text === "" ? null : text));

const UsualTime = z
  .object({
    kind: z.string(),
    step: z.string(),
    provider: name,
    model: name,
    p50_ms: z.number(),
    p90_ms: z.number(),
  })
  .transform(({ p50_ms: p50Ms, p90_ms: p90Ms, ...row }) => ({ ...row, p50Ms, p90Ms }));

const Accuracy = z
  .object({
    kind: z.string(),
    engines: z.record(z.string(), EngineRow),
    forecasts: z.number(),
    forecasts_right: z.number(),
  })
  .transform((row) => ({
    kind: row.kind,
    engines: row.engines,
    right: row.forecasts_right,
    of: row.forecasts,
  }));

const UsualTimes = z.object({ usual: z.array(UsualTime), accuracy: z.array(Accuracy) });
export type UsualTimes = z.output<typeof UsualTimes>;

/**
 * What our own history knows: how long each step usually takes at a provider with a model, in milliseconds, and of how
 * many jobs of a kind and its engines (`of`) the first forecast was `right`.
 */
export function readUsualTimes(): Promise<UsualTimes> {
  return callFunction("read_usual_times", {}, UsualTimes);
}
