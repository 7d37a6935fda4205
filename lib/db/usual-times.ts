import { z } from "zod";
import type { History } from "@/lib/jobs/history";
import type { Engine } from "@/lib/jobs/offer";
import { DatabaseError } from "./database-error";
import { serviceClient } from "./service-client";

const Row = z.object({
  kind: z.string(),
  provider: z.string(),
  model: z.string(),
  stages: z.record(z.string(), z.object({ p50Ms: z.number(), p90Ms: z.number() })),
  forecasts: z.number(),
  forecasts_right: z.number(),
});

/** What history knows of one kind, done by one engine. */
export interface EngineHistory extends Engine {
  kind: string;
  history: History;
}

/** What our own history knows of every kind, provider and model. */
export async function readUsualTimes(): Promise<EngineHistory[]> {
  const { data, error } = await serviceClient().from("usual_times").select("*");
  if (error) throw new DatabaseError(`reading usual times: ${error.message} (${error.code})`);
  return z
    .array(Row)
    .parse(data)
    .map(({ kind, provider, model, stages, forecasts, forecasts_right: forecastsRight }) => ({
      kind,
      provider,
      model: model === "" ? null : model,
      history: { stages, forecasts, forecastsRight },
    }));
}
