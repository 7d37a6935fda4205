import { describe, expect, test } from "vitest";
import { removeDeletedJobs } from "@/lib/db/deleted-jobs";
import { takeOldJobs } from "@/lib/db/old-jobs";
import { storyVideo } from "@/lib/kinds/story-video";
import { sora } from "@/lib/kinds/sora";
import type { Job } from "@/lib/jobs/job";
import type { UsedLine, UsedUnit, UsedView } from "@/lib/jobs/used";
import { checkJob } from "@/lib/services/check-jobs";
import { deleteEverything } from "@/lib/services/delete-everything";
import { deleteJob, restoreJob } from "@/lib/services/delete-job";
import { NotFound } from "@/lib/services/errors";
import { requireJob } from "@/lib/services/get-job";
import { readUsedByMonth, readUsedOfJob } from "@/lib/services/read-used";
import { insertJob, insertOperation } from "../database/rows";
import { carryOn } from "../support/carry-on";
import { holdCall } from "../support/hold-call";
import { endUndo } from "../support/traces";
import {
  cardAtOpenAi,
  chatAtOpenAi,
  photoshootAtAstria,
  storyAtOpenAiAndFal,
  tagsAtOpenAi,
  videoAtFal,
} from "../support/cases";
import { useWorld, type Startable } from "../support/world";

const price = { usd: 0.1, per: "second", asOf: "2026-11-26", source: "a test" };
const tokens = [
  { ...price, usd: 2, per: "1M input tokens" },
  { ...price, usd: 8, per: "1M output tokens" },
];
// The simulated providers have no prices of their own: nobody publishes any for their addresses.
const world = useWorld({
  env: {
    MODEL_PRICES: JSON.stringify({
      "openai-videos": { "sora-2": price },
      fal: {
        "sora-2": { ...price, usd: 0.25 },
        "fal-ai/minimax/speech-2.8-turbo": { ...price, usd: 0.06, per: "1,000 characters" },
      },
      openai: { "gpt-6-luna": tokens },
      "openai-batches": { "gpt-6-luna": tokens },
    }),
  },
});

const sum = (lines: readonly UsedLine[], unit: UsedUnit) =>
  lines.reduce((total, { amounts }) => total + (amounts[unit] ?? 0), 0);
const dollarsOf = ({ cost }: UsedView) => cost.known.reduce((total, { amount }) => total + amount, 0);
const of = ({ lines }: UsedView, model: string | null) => lines.filter((line) => line.model === model);

async function done(kind: Startable) {
  const { user, job } = await world.newJob(kind);
  expect(await carryOn(world, job.id)).toBe("completed");
  return { user, job: await requireJob(user, job.id), used: await readUsedOfJob(user, job.id) };
}

/** What was asked of providers for the voices or pictures of a story, as its kind asks for it. */
function asked(job: Job, remainder: number) {
  const work = job.operations.filter(({ step, slot }) => step === "assets" && slot % 2 === remainder);
  return work.map(({ step, slot, provider, model }) => {
    const input = storyVideo.input.parse(job.input);
    return storyVideo.request({ job, input, step, slot, engine: { provider: provider ?? "", model } }).body;
  });
}

describe("what a job used", () => {
  test("of a video are the seconds that were asked for", async () => {
    const { job, used } = await done(videoAtFal);
    expect(used.lines).toHaveLength(1);
    expect(sum(used.lines, "second")).toBe(sora.input.parse(job.input).seconds);
    expect(used.lines[0]).toMatchObject({ works: 1, isPaid: true, provider: "fal", providerLabel: "fal" });
  });

  test("of a story are the characters of its voices, the pixels of its pictures, and the tokens of its script, by model", async () => {
    const { job, used } = await done(storyAtOpenAiAndFal);
    const voices = asked(job, 1);
    const pictures = asked(job, 0);
    const { picture, voice, script } = job.engines;
    const said = voices.map((body) => ("type" in body && body.type === "speech" ? body.text : "")).join("");
    expect(sum(of(used, voice?.model ?? null), "1,000 characters")).toBeCloseTo(said.length / 1_000, 6);
    const pixels = pictures.map((body) => {
      const [wide, high] = ("type" in body && body.type === "picture" ? body.size : "")
        .split("x")
        .map(Number);
      return (wide ?? 0) * (high ?? 0);
    });
    const drawn = of(used, picture?.model ?? null);
    expect(sum(drawn, "megapixel")).toBeCloseTo(pixels.reduce((all, each) => all + each, 0) / 1e6, 6);
    expect(sum(drawn, "picture")).toBe(pictures.length);
    expect(sum(of(used, script?.model ?? null), "token")).toBeGreaterThan(0);
    // fal's voice has a price, and OpenAI's writer; the pictures have none: that is told apart.
    expect(used.cost.known).toHaveLength(1);
    expect(used.cost.unknownOf).toBe(pictures.length);
  }, 90_000);

  test("of a photoshoot are a training and eight pictures, which nobody has told us the price of", async () => {
    const shoot = await done(photoshootAtAstria);
    expect([sum(shoot.used.lines, "training"), sum(shoot.used.lines, "picture")]).toEqual([1, 8]);
    expect(shoot.used.cost).toEqual({ known: [], unknownOf: 9 });
  });

  test("of tags are the images and the tokens", async () => {
    const tags = await done(tagsAtOpenAi);
    expect(sum(tags.used.lines, "image")).toBe(tagsAtOpenAi.pictures);
    expect(sum(tags.used.lines, "token")).toBe(tags.job.output?.["tokensUsed"]);
  });

  test("of an answer are the tokens that went in and came out, each with its price", async () => {
    const { used, job } = await done(chatAtOpenAi);
    const [inMillions, outMillions] = [
      sum(used.lines, "1M input tokens"),
      sum(used.lines, "1M output tokens"),
    ];
    expect((inMillions + outMillions) * 1e6).toBeCloseTo(Number(job.output?.["tokensUsed"]), 6);
    expect(Math.min(inMillions, outMillions)).toBeGreaterThan(0);
    expect(dollarsOf(used)).toBeCloseTo(2 * inMillions + 8 * outMillions, 6);
    expect(used.cost.unknownOf).toBe(0);
  });

  test("an answer whose tokens are not told apart has no known cost, and does not hide that of the others", async () => {
    const { user, job } = await done(chatAtOpenAi);
    await world.db.sql`update operations set output = output - 'tokens' where job_id = ${job.id}`;
    const { lines, cost } = await readUsedOfJob(user, job.id);
    expect(cost).toEqual({ known: [], unknownOf: 1 });
    expect(sum(lines, "token")).toBe(job.output?.["tokensUsed"]);
  });

  test("of a card is a picture", async () => {
    const card = await done(cardAtOpenAi);
    expect(sum(card.used.lines, "picture")).toBe(1);
  });

  test("is nobody else's to read, and nothing of a job that there is not", async () => {
    const { job } = await done(videoAtFal);
    const stranger = await world.newUser(0);
    await expect(readUsedOfJob(stranger, job.id)).rejects.toThrow(NotFound);
    expect(await readUsedByMonth(stranger)).toEqual([]);
  });
});

describe("the months of somebody", () => {
  /** A video of 8 s whose work ended then, and so. */
  async function video(userId: string, endedAt: string, columns: Record<string, unknown>) {
    const over = { status: "completed", completed_at: new Date(), next_check_at: null, output: {} };
    const input = { prompt: "x", model: "sora-2", seconds: 8, size: "1280x720" };
    const id = await insertJob(world.db.sql, userId, { kind: "sora", input, ...over });
    const work = { step: "generating", provider: "openai-videos", model: "sora-2", ended_at: endedAt };
    await insertOperation(world.db.sql, { id, userId }, { ...work, ...columns });
    return id;
  }
  const failed = (charged: boolean | null) => ({
    state: "failed",
    error: { code: "failed", message: "No.", retryable: false, charged },
  });

  test("have all attempts that were paid, failed or not; what may have been is told apart, what was free is left out", async () => {
    const user = await world.newUser(0);
    const november = "2026-11-30T23:59:59Z";
    await video(user.id, november, { state: "succeeded" });
    await video(user.id, november, failed(true));
    await video(user.id, november, failed(null));
    await video(user.id, november, { state: "canceled" });
    await video(user.id, november, failed(false));
    await video(user.id, "2026-12-01T00:00:00Z", { state: "succeeded" });
    const months = await readUsedByMonth(user);
    expect(months.map(({ month, cost }) => [month, cost])).toEqual([
      ["2026-12", { known: [{ currency: "USD", amount: 0.8 }], unknownOf: 0 }],
      ["2026-11", { known: [{ currency: "USD", amount: 1.6 }], unknownOf: 2 }],
    ]);
    expect(months[0]?.lines[0]?.prices).toEqual([price]);
  });

  const removeAll = async () => {
    await endUndo(world.db.sql);
    while ((await removeDeletedJobs(10)) > 0);
  };

  test("keep what a deleted job used, of every unit, while it can be put back, once it is put back, and after it is gone", async () => {
    const user = await world.newUser();
    const jobs: string[] = [];
    for (const kind of [storyAtOpenAiAndFal, photoshootAtAstria, chatAtOpenAi, cardAtOpenAi]) {
      const { job } = await world.newJob(kind, { user });
      expect(await carryOn(world, job.id)).toBe("completed");
      jobs.push(job.id);
    }
    await video(user.id, "2026-11-30T23:59:59Z", failed(null));
    const before = await readUsedByMonth(user);
    for (const id of jobs) {
      await deleteJob(user, id, "manual");
      expect(await readUsedByMonth(user)).toEqual(before);
      await expect(readUsedOfJob(user, id)).rejects.toThrow(NotFound);
      await restoreJob(user, id, "manual");
      expect(await readUsedByMonth(user)).toEqual(before);
      await deleteJob(user, id, "manual");
      await removeAll();
      expect(await readUsedByMonth(user)).toEqual(before);
    }
    expect(await world.db.sql`select 1 from jobs where user_id = ${user.id}`).toHaveLength(1);
    await deleteEverything(user, user.email);
    expect(await world.db.sql`select 1 from used_by_removed where user_id = ${user.id}`).toHaveLength(0);
  }, 120_000);

  test("have it in as many lines, however many jobs were removed, by a person or by age", async () => {
    const user = await world.newUser(0);
    const { sql } = world.db;
    for (let n = 0; n < 3; n++)
      await deleteJob(user, await video(user.id, "2026-11-30T23:59:59Z", { state: "succeeded" }), "manual");
    await removeAll();
    for (let n = 0; n < 2; n++) await video(user.id, "2026-11-30T23:59:59Z", { state: "succeeded" });
    await sql`insert into retention (days, since) values (30, '2000-01-01')`;
    await sql`update jobs set completed_at = '2026-01-01' where user_id = ${user.id}`;
    expect(await takeOldJobs(30, 100)).toBe(2);
    await sql`delete from retention`;
    const lines = await sql`select works::int, seconds::int from used_by_removed where user_id = ${user.id}`;
    expect(lines).toEqual([{ works: 5, seconds: 40 }]);
    expect((await readUsedByMonth(user)).map(({ cost }) => cost.known)).toEqual([
      [{ currency: "USD", amount: 4 }],
    ]);
  });

  test("count a job once, whoever deletes, puts back and removes it at once", async () => {
    const user = await world.newUser(0);
    const november = "2026-11-30T23:59:59Z";
    const ids = await Promise.all(
      Array.from({ length: 6 }, async () => video(user.id, november, { state: "succeeded" })),
    );
    const isWhole = async () =>
      (await readUsedByMonth(user)).map(({ lines }) => lines.map(({ works }) => works));
    const all = ids.flatMap((id) => [
      deleteJob(user, id, "manual"),
      deleteJob(user, id, "manual"),
      restoreJob(user, id, "manual"),
    ]);
    const looks = Array.from({ length: 10 }, isWhole);
    await Promise.allSettled([...all, removeDeletedJobs(10), removeDeletedJobs(10)]);
    await Promise.allSettled(ids.map((id) => deleteJob(user, id, "manual")));
    await endUndo(world.db.sql);
    const removals = Array.from({ length: 6 }, () => removeDeletedJobs(2));
    looks.push(...Array.from({ length: 10 }, isWhole));
    await Promise.all(removals);
    while ((await removeDeletedJobs(10)) > 0);
    looks.push(isWhole());
    for (const look of await Promise.all(looks)) expect(look).toEqual([[6]]);
    expect(await world.db.sql`select 1 from jobs where user_id = ${user.id}`).toHaveLength(0);
  });

  test("say of what was under way when its job was deleted that it may have been charged", async () => {
    const { user, job } = await world.newJob(videoAtFal);
    const call = holdCall(videoAtFal.create.call);
    const checking = checkJob(job.id, "step");
    await call.answered;
    expect(await readUsedByMonth(user)).toEqual([]);
    await deleteJob(user, job.id, "manual");
    const [asked] = await readUsedByMonth(user);
    expect(asked?.cost).toEqual({ known: [], unknownOf: 1 });
    await removeAll();
    call.letGo();
    await checking;
    expect(await readUsedByMonth(user)).toEqual([asked]);
  });

  test("are summed in one call, however much there is of them", async () => {
    const user = await world.newUser(0);
    const { sql } = world.db;
    await sql`insert into jobs (user_id, kind, input, input_hash, deadline_at, status, completed_at, next_check_at, output)
      select ${user.id}, 'sora', '{"seconds": 4}', 'x', now(), 'completed', now(), null, '{}' from generate_series(1, 5000)`;
    await sql`insert into operations (job_id, user_id, attempt, step, slot, provider, model, state, settles_at, ended_at)
      select id, user_id, 1, 'generating', 0, 'fal', 'sora-2', 'succeeded', now(), now() from jobs where user_id = ${user.id}`;
    const [month] = await readUsedByMonth(user);
    expect(month?.lines).toHaveLength(1);
    expect(month?.cost).toEqual({ known: [{ currency: "USD", amount: 5_000 }], unknownOf: 0 });
  });
});
