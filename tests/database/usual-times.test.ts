import { beforeEach, expect, test } from "vitest";
import { recordCheckRun } from "@/lib/db/check-runs";
import { readUsualTimes } from "@/lib/db/usual-times";
import { useWorld } from "../support/world";

const world = useWorld();
let userId: string;

beforeEach(async () => {
  userId = (await world.db.createUser()).id;
  await world.db.sql`delete from usual_times`;
  await world.db.sql`delete from jobs`;
});

interface Ended {
  model?: string;
  /** How long its one stage took. */
  seconds: number;
  /** The end of the range its page first showed, in seconds after its start; none was shown if it is absent. */
  promised?: number;
  status?: "completed" | "failed";
  code?: string;
  attempt?: number;
}

/** A video that ended; it began an hour ago. */
async function ended({
  model = "sora-2",
  seconds,
  promised,
  status = "completed",
  code,
  attempt = 1,
}: Ended) {
  const startedAt = new Date(Date.now() - 3_600_000);
  const after = (s: number) => new Date(startedAt.getTime() + s * 1_000).toISOString();
  const timeline = [{ name: "generating", startedAt: after(0), endedAt: after(seconds) }];
  const forecast = promised === undefined ? null : { lowAt: after(0), highAt: after(promised) };
  const { sql } = world.db;
  await sql`insert into jobs (user_id, kind, provider, model, status, attempt, input, input_hash, deadline_at,
                              next_check_at, completed_at, timeline, forecast, error)
    values (${userId}, 'sora', 'openai-videos', ${model}, ${status}, ${attempt}, '{}', 'x', now(), null, ${after(seconds)},
            ${sql.json(timeline)}, ${forecast && sql.json(forecast)}, ${code ? sql.json({ code }) : null})`;
}

async function refreshed() {
  await world.db.sql`select refresh_usual_times()`;
  return readUsualTimes();
}

test("medians and 90th percentiles are those of the finished jobs, each engine by itself", async () => {
  for (const seconds of [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110]) await ended({ seconds });
  for (const seconds of [1, 1, 1, 1, 1]) await ended({ seconds, model: "sora-2-pro" });
  const rows = await refreshed();
  const stagesOf = (model: string) => rows.find((row) => row.model === model)?.history.stages;
  expect(stagesOf("sora-2")).toEqual({ generating: { p50Ms: 60_000, p90Ms: 100_000 } });
  expect(stagesOf("sora-2-pro")).toEqual({ generating: { p50Ms: 1_000, p90Ms: 1_000 } });
});

test("four jobs are no history, and a later attempt, which may have found work done, is none either", async () => {
  for (const seconds of [10, 20, 30, 40]) await ended({ seconds });
  await ended({ seconds: 0, attempt: 2 });
  expect((await refreshed())[0]?.history.stages).toEqual({});
});

test("a forecast was right if the job was done by its end or sooner; one that ran out of time was wrong", async () => {
  await ended({ seconds: 5, promised: 10 });
  await ended({ seconds: 10, promised: 10 });
  await ended({ seconds: 11, promised: 10 });
  await ended({ seconds: 900, promised: 10, status: "failed", code: "timed_out" });
  await ended({ seconds: 1, promised: 10, status: "failed", code: "moderation" });
  await ended({ seconds: 1 });
  expect((await refreshed())[0]?.history).toMatchObject({ forecasts: 4, forecastsRight: 2 });
});

test("a check-all makes it anew, at most every five minutes", async () => {
  const run = {
    source: "vercel-cron" as const,
    claimed: 0,
    checked: 0,
    changed: 0,
    completed: 0,
    failed: 0,
    errors: 0,
    remaining: 0,
    durationMs: 1,
  };
  await ended({ seconds: 10, promised: 20 });
  await recordCheckRun(run);
  await ended({ seconds: 10, promised: 20 });
  await recordCheckRun(run);
  expect((await readUsualTimes())[0]?.history.forecasts).toBe(1);
  await world.db.sql`update usual_times set refreshed_at = refreshed_at - interval '5 minutes'`;
  await recordCheckRun(run);
  expect((await readUsualTimes())[0]?.history.forecasts).toBe(2);
});
