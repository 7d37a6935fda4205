import { z } from "zod";
import type { History } from "@/lib/jobs/history";
import { quantileShares } from "@/lib/jobs/quantiles";
import { callPromptly } from "./call-function";
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
    quantiles: z.array(z.number()),
  })
  .transform(({ p50_ms: p50Ms, p90_ms: p90Ms, quantiles, ...row }) => ({
    ...row,
    p50Ms,
    p90Ms,
    // Empty where few jobs tell; of another number where a newer deployment asks for others.
    ...(quantiles.length === quantileShares.length && { quantiles }),
  }));

const SupposedTime = z
  .object({
    kind: z.string(),
    step: z.string(),
    provider: z.string(),
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

/** What our own history knows of every kind, step, provider and model, in milliseconds. */
export function readHistory(): Promise<History> {
  return callPromptly(
    "read_usual_times",
    {},
    z.object({
      usual: z.array(UsualTime),
      supposed: z.array(SupposedTime),
      accuracy: z.array(Accuracy),
    }),
  );
}
