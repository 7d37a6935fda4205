import { beforeAll, beforeEach, expect, test } from "vitest";
import { recordCheckRun } from "@/lib/db/check-runs";
import { readHistory } from "@/lib/db/usual-times";
import { quantileShares } from "@/lib/jobs/quantiles";
import { supposeTimes } from "@/scripts/stack/simulated-times";
import { useDatabase } from "../support/database";
import { stubAppOf } from "./app-of";
import { insertJob, insertOperation, type Row } from "./rows";

const db = useDatabase();
let userId: string;

beforeAll(async () => {
  stubAppOf(db);
  userId = (await db.createUser()).id;
});

beforeEach(async () => {
  await db.sql`delete from usual_times`;
  await db.sql`delete from learned_times`;
  await db.sql`delete from forecast_accuracy`;
  await db.sql`delete from jobs`;
});

interface Work {
  /** When it ended, in seconds after the job began. */
  seconds: number;
  provider?: string | null;
  model?: string | null;
}

interface Ended {
  /** The model it was created for. */
  model?: string;
  /** When the check saw that the work was done, and the stage ended. */
  seconds: number;
  /** One piece of work by that model, done when the stage ended, unless told otherwise. */
  works?: Work[];
  /** How long saving took after it. */
  saving?: number;
  /** The end of the range its page first showed, in seconds after its start; none was shown if it is absent. */
  promised?: number;
  status?: "completed" | "failed";
  code?: string;
  attempt?: number;
}

/** A video that ended; it began an hour ago. */
async function ended({ model = "sora-2", seconds, works, saving, promised, code, ...job }: Ended) {
  const startedAt = new Date(Date.now() - 3_600_000);
  const after = (s: number) => new Date(startedAt.getTime() + s * 1_000).toISOString();
  const stage = (name: string, from: number, to: number) => ({
    name,
    startedAt: after(from),
    endedAt: after(to),
  });
  const timeline = [stage("generating", 0, seconds)];
  if (saving !== undefined) timeline.push(stage("saving", seconds, seconds + saving));
  const columns: Row = {
    kind: "sora",
    engines: { film: { provider: "openai-videos", model } },
    status: "completed",
    next_check_at: null,
    completed_at: after(seconds + (saving ?? 0)),
    timeline: db.sql.json(timeline),
    forecast: promised === undefined ? null : { lowAt: after(0), highAt: after(promised) },
    error: code ? { code } : null,
    ...job,
  };
  const id = await insertJob(db.sql, userId, columns);
  for (const [slot, work] of (works ?? [{ seconds }]).entries()) {
    const engine = { provider: "openai-videos", model, ...work };
    await insertOperation(
      db.sql,
      { id, userId },
      {
        step: "generating",
        slot,
        provider: engine.provider,
        model: engine.model,
        attempt: job.attempt ?? 1,
        state: "succeeded",
        ended_at: after(engine.seconds),
      },
    );
  }
}

async function refreshed() {
  await db.sql`select refresh_usual_times()`;
  return readHistory();
}

const sora = { kind: "sora", step: "generating", provider: "openai-videos", model: "sora-2" };

test("medians and 90th percentiles are those of the finished jobs, each engine by itself", async () => {
  for (const seconds of [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110]) await ended({ seconds });
  for (const seconds of [1, 1, 1, 1, 1]) await ended({ seconds, model: "sora-2-pro" });
  const { usual } = await refreshed();
  expect(usual).toHaveLength(2);
  expect(usual).toContainEqual({ ...sora, p50Ms: 60_000, p90Ms: 100_000 });
  expect(usual).toContainEqual({ ...sora, model: "sora-2-pro", p50Ms: 1_000, p90Ms: 1_000 });
});

test("of twenty jobs or more it is known by when so many of a hundred were done", async () => {
  for (let seconds = 0; seconds < 19; seconds++) await ended({ seconds });
  expect((await refreshed()).usual[0]).not.toHaveProperty("quantiles");
  for (let seconds = 19; seconds <= 100; seconds++) await ended({ seconds });
  const [known] = (await refreshed()).usual;
  expect(known?.quantiles).toEqual(quantileShares.map((share) => share * 100_000));
});

test("work that several engines may share with others is judged by the jobs of all of them", async () => {
  const works = (seconds: number) => [{ seconds, model: "sora-2" }];
  for (const seconds of [10, 20, 30]) await ended({ seconds, works: works(seconds) });
  for (const seconds of [40, 50]) await ended({ seconds, model: "another", works: works(seconds) });
  expect((await refreshed()).usual).toEqual([{ ...sora, p50Ms: 30_000, p90Ms: 46_000 }]);
});

test("a refresh reads few jobs, of the engines that were longest unheard of; each has its turn", async () => {
  const models = ["a", "b", "c"];
  for (const model of models) for (let n = 0; n < 5; n++) await ended({ seconds: 10, model });
  // Five jobs with one piece of work each are ten rows.
  const next = async () => {
    await db.sql`select refresh_usual_times(0, 10)`;
    return (await readHistory()).usual.map(({ model }) => model).toSorted();
  };
  expect(await next()).toHaveLength(1);
  expect(await next()).toHaveLength(2);
  expect(await next()).toEqual(models);
  await db.sql`delete from jobs`;
  for (let n = 0; n < 3; n++) await next();
  expect(await readHistory()).toEqual({ usual: [], supposed: [], accuracy: [] });
  expect(await db.sql`select from learned_times`).toHaveLength(0);
});

test("the longer ago the last refresh was, the more engines have their turn: as many as in a refresh each minute", async () => {
  for (const model of ["a", "b", "c", "d"]) for (let n = 0; n < 5; n++) await ended({ seconds: 10, model });
  await db.sql`select refresh_usual_times()`;
  const readAfter = async (minutes: number) => {
    await db.sql`update forecast_accuracy set refreshed_at = clock_now() - ${`${minutes} minutes 1 second`}::interval`;
    await db.sql`select refresh_usual_times(0, 10)`;
    const read =
      await db.sql`select from forecast_accuracy where refreshed_at > clock_now() - interval '1 minute'`;
    return read.length;
  };
  expect([await readAfter(1), await readAfter(2), await readAfter(60)]).toEqual([1, 2, 4]);
});

test("engines that have done nothing for 90 days are forgotten once, and not looked at again", async () => {
  const refresh = async () => (await db.sql`select refresh_usual_times(60000) as is_any`)[0]?.["is_any"];
  await ended({ seconds: 10 });
  expect(await refresh()).toBe(true);
  await db.sql`update jobs set completed_at = completed_at - interval '90 days'`;
  await db.sql`update forecast_accuracy set refreshed_at = refreshed_at - interval '1 minute'`;
  expect([await refresh(), await refresh()]).toEqual([true, false]);
  expect(await readHistory()).toEqual({ usual: [], supposed: [], accuracy: [] });
});

test("a step is as long as its work, however late a check saw the end, and until the last piece of it", async () => {
  for (let n = 0; n < 5; n++) await ended({ seconds: 90, works: [{ seconds: 20 }, { seconds: 30 }] });
  expect((await refreshed()).usual).toEqual([{ ...sora, p50Ms: 30_000, p90Ms: 30_000 }]);
});

test("work that went to another provider than planned counts as that one's", async () => {
  const works = [{ seconds: 20 }, { seconds: 50, provider: "fal", model: null }];
  for (let n = 0; n < 5; n++) await ended({ seconds: 90, works });
  const { usual } = await refreshed();
  expect(usual).toHaveLength(2);
  expect(usual).toContainEqual({ ...sora, p50Ms: 20_000, p90Ms: 20_000 });
  expect(usual).toContainEqual({ ...sora, provider: "fal", model: null, p50Ms: 50_000, p90Ms: 50_000 });
});

test("a stage without operations is as long as the timeline says, and work of our own has no provider", async () => {
  const works = [{ seconds: 15, provider: null, model: null }];
  for (let n = 0; n < 5; n++) await ended({ seconds: 20, works, saving: 3 });
  const nobodys = { kind: "sora", provider: null, model: null };
  const { usual } = await refreshed();
  expect(usual).toHaveLength(2);
  expect(usual).toContainEqual({ ...nobodys, step: "saving", p50Ms: 3_000, p90Ms: 3_000 });
  expect(usual).toContainEqual({ ...nobodys, step: "generating", p50Ms: 15_000, p90Ms: 15_000 });
});

test("the first job is history, with a range that reaches further until there are five; a later attempt, which may have found work done, is none", async () => {
  await ended({ seconds: 0, attempt: 2 });
  expect((await refreshed()).usual).toEqual([]);
  await ended({ seconds: 10 });
  expect((await refreshed()).usual).toEqual([{ ...sora, p50Ms: 10_000, p90Ms: 15_000 }]);
  for (const seconds of [10, 10, 40]) await ended({ seconds });
  expect((await refreshed()).usual).toEqual([{ ...sora, p50Ms: 10_000, p90Ms: 31_000 }]);
  await ended({ seconds: 10 });
  expect((await refreshed()).usual).toEqual([{ ...sora, p50Ms: 10_000, p90Ms: 28_000 }]);
});

test("what is supposed of providers stands beside what jobs have told, and is replaced as a whole", async () => {
  const row = { kind: "sora", step: "generating", provider: "fal" };
  const suppose = (p50_ms: number, ...kinds: string[]) =>
    supposeTimes(
      db.url,
      db.secretKey,
      kinds.map((kind) => ({ ...row, kind, p50_ms, p90_ms: 2 * p50_ms })),
    );
  await suppose(30_000, "sora", "song");
  await suppose(3_000, "sora");
  for (let n = 0; n < 5; n++) await ended({ seconds: 10 });
  expect(await refreshed()).toMatchObject({
    usual: [{ ...sora, p50Ms: 10_000 }],
    supposed: [{ ...row, p50Ms: 3_000, p90Ms: 6_000 }],
  });
  await suppose(1);
  expect((await readHistory()).supposed).toEqual([]);
  await expect(supposeTimes(db.url, db.publishableKey, [])).rejects.toThrow(/permission denied/);
});

test("what is older than 90 days is forgotten", async () => {
  for (let n = 0; n < 5; n++) await ended({ seconds: 10 });
  expect((await refreshed()).usual).toHaveLength(1);
  await db.sql`update jobs set completed_at = completed_at - interval '90 days'`;
  expect(await refreshed()).toEqual({ usual: [], supposed: [], accuracy: [] });
});

test("what 200 later jobs of the same engines have replaced is forgotten", async () => {
  for (let n = 0; n < 5; n++) await ended({ seconds: 10, saving: 1 });
  const known = async () => (await refreshed()).usual.map((row) => row.step).toSorted();
  const copies = (n: number) => db.sql`
    insert into jobs (user_id, kind, input, input_hash, deadline_at, engines, status, next_check_at, completed_at, timeline)
    select user_id, kind, input, input_hash, deadline_at, engines, status, null, completed_at + interval '1 minute',
           jsonb_build_array(timeline -> 0) from (select * from jobs limit 1) as one cross join generate_series(1, ${n})`;
  await copies(195);
  expect(await known()).toContain("saving");
  await copies(5);
  expect(await known()).not.toContain("saving");
});

test("a forecast was right if the job was done by its end or sooner; one that ran out of time was wrong", async () => {
  await ended({ seconds: 5, promised: 10 });
  await ended({ seconds: 10, promised: 10 });
  await ended({ seconds: 11, promised: 10 });
  await ended({ seconds: 900, promised: 10, status: "failed", code: "timed_out" });
  await ended({ seconds: 1, promised: 10, status: "failed", code: "moderation" });
  await ended({ seconds: 1 });
  const engines = { film: { provider: "openai-videos", model: "sora-2" } };
  expect((await refreshed()).accuracy).toEqual([{ kind: "sora", engines, right: 2, of: 4 }]);
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
  const forecasts = async () => (await readHistory()).accuracy[0]?.of;
  await ended({ seconds: 10, promised: 20 });
  await recordCheckRun(run, { files: 0, late: 0 }, []);
  await ended({ seconds: 10, promised: 20 });
  await recordCheckRun(run, { files: 0, late: 0 }, []);
  expect(await forecasts()).toBe(1);
  await db.sql`update forecast_accuracy set refreshed_at = refreshed_at - interval '5 minutes'`;
  await recordCheckRun(run, { files: 0, late: 0 }, []);
  expect(await forecasts()).toBe(2);
});
