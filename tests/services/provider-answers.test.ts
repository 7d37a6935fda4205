import { beforeEach, describe, expect, test } from "vitest";
import { checkDueJobs, checkJob } from "@/lib/services/check-jobs";
import { answering, json, page, type Script } from "../support/answering";
import { carryOn } from "../support/carry-on";
import { cardAtOpenAi, chatAtOpenAi, photoshootAtAstria, videoAtFal, type Case } from "../support/cases";
import { expectPaid, startsOf } from "../support/expect-job";
import { keepLedgersSound } from "../support/sound-ledgers";
import { useWorld } from "../support/world";

// Slow enough that no create call is answered with the end.
const world = useWorld({ speed: 20 });
keepLedgersSound(world);
beforeEach(() => world.provider.sandbox.journal.clear());

/** A job whose provider says this instead of the truth; how it ended. */
async function endOf(of: Case, script: Script) {
  const calls = answering(script);
  const { job } = await world.newJob(of);
  await checkJob(job.id, "step");
  const status = await carryOn(world, job.id);
  const { error, output } = await world.read(job.id);
  return { status, error, output, creates: startsOf(world, of), calls, id: job.id };
}

/** The honest answer with other fields. */
async function changed(
  honest: () => Promise<Response>,
  change: (body: Fields) => unknown,
): Promise<Response> {
  const response = await honest();
  return response.ok ? json(change((await response.json()) as Fields), response.status) : response;
}
type Fields = Record<string, unknown>;

describe("an answer at OpenAI", () => {
  const asked = /^GET .*\/responses\/[^/]+$/;
  const said = (fields: Fields): Script => [
    [asked, (_nth, honest) => changed(honest, ({ id }) => ({ id, status: "completed", ...fields }))],
  ];
  const message = (...content: unknown[]) => ({ output: [{ type: "message", content }] });

  test.each<[string, Fields, string, number | undefined]>([
    [
      "with a null among its parts",
      {
        ...message(
          { type: "output_text", text: null },
          { type: "output_text", text: "Paris is the capital." },
        ),
        error: null,
        usage: { input_tokens: 3, output_tokens: 4, total_tokens: 7 },
      },
      "Paris is the capital.",
      7,
    ],
    [
      "whose tokens are counted in parts",
      { ...message({ type: "output_text", text: "Hello" }), usage: { input_tokens: 3, output_tokens: 4 } },
      "Hello",
      7,
    ],
    [
      "whose tokens nobody counted, beside a refusal that is none",
      { ...message({ type: "output_text", text: "Hello", refusal: null }), usage: {} },
      "Hello",
      undefined,
    ],
    [
      "whose content is text itself, with numbers in its metadata",
      {
        output: [{ type: "message", content: "Hello" }],
        metadata: { tries: 1 },
        usage: { total_tokens: null },
      },
      "Hello",
      undefined,
    ],
  ])("%s is completed", async (_how, fields, text, tokensUsed) => {
    const end = await endOf(chatAtOpenAi, said(fields));
    expect(end).toMatchObject({ status: "completed", output: { text }, creates: 1 });
    expect((end.output as Fields)["tokensUsed"]).toBe(tokensUsed);
  });

  test("that failed with text as its error fails in these words", async () => {
    expect(
      await endOf(chatAtOpenAi, said({ status: "failed", error: "upstream died", output: [] })),
    ).toMatchObject({
      status: "failed",
      error: { message: expect.stringContaining("upstream died") },
      creates: 1,
    });
  });

  test("that cannot be read keeps nobody else's waiting, however often", async () => {
    answering([[asked, () => page(200)]]);
    const { job } = await world.newJob(chatAtOpenAi);
    await checkJob(job.id, "step");
    for (let round = 0; round < 7; round++) {
      await world.age(job.id, 400_000 / 7);
      await world.db.sql`update jobs set next_check_at = now() where id = ${job.id}`;
      await checkDueJobs("vercel-cron");
    }
    expect((await world.read(job.id))["delay"]).toMatchObject({ code: "bad_response" });
    const other = await world.newJob(chatAtOpenAi);
    await checkDueJobs("vercel-cron");
    expect((await world.read(other.job.id)).status).toBe("processing");
  });
});

describe("a product card at OpenAI", () => {
  test("without a picture is no result, whatever its answer leaves out, and is asked for once", async () => {
    const words = { output: [{ type: "message", content: [{ type: "output_text", text: "I made it." }] }] };
    const asked = /^GET .*\/responses\/[^/]+$/;
    const end = await endOf(cardAtOpenAi, [
      [asked, (_nth, honest) => changed(honest, ({ id }) => ({ id, status: "completed", ...words }))],
    ]);
    expect(end).toMatchObject({
      status: "failed",
      error: { code: "no_result", message: expect.stringContaining("I made it."), charged: true },
      creates: 1,
    });
  });
});

describe("a finished video at fal", () => {
  test.each(["file:///etc/passwd", "file:/etc/passwd", "ftp://fal.test/film.mp4"])(
    "behind a link that nobody opens ends at once, and says so: %s",
    async (url) => {
      const result = /^GET .*\/requests\/[^/]+$/;
      const status = /^GET .*\/requests\/[^/]+\/status$/;
      const end = await endOf(videoAtFal, [
        [status, () => json({ status: "COMPLETED", request_id: "r-1" })],
        [result, () => json({ video: { url, content_type: "video/mp4" } })],
      ]);
      expect(end).toMatchObject({ status: "failed", error: { code: "result_unsafe" }, creates: 1 });
      expect(end.calls.count(result)).toBe(1);
    },
  );
});

describe("a video at fal that is completed with an error", () => {
  const status = /^GET .*\/requests\/[^/]+\/status$/;
  const result = /^GET .*\/requests\/[^/]+$/;
  const over: Script[number] = [
    status,
    () => json({ status: "COMPLETED", request_id: "r-1", error: "The run failed: prompt is too long" }),
  ];

  test.each<[string, unknown, string]>([
    ["an object as detail", { detail: { message: "Prompt is too long" } }, "Prompt is too long"],
    ["an error object", { error: { message: "bad prompt" } }, "bad prompt"],
    ["a list as detail", { detail: [{ msg: "too long", loc: ["body", "prompt"] }] }, "too long"],
    ["text as detail", { detail: "No such voice" }, "No such voice"],
  ])("and a 422 with %s fails at once in its words", async (_how, body, words) => {
    const end = await endOf(videoAtFal, [
      [status, () => json({ status: "COMPLETED", request_id: "r-1" })],
      [result, () => json(body, 422)],
    ]);
    expect(end).toMatchObject({
      status: "failed",
      error: { message: expect.stringContaining(words) },
      creates: 1,
    });
  });

  test.each<[number, unknown]>([
    [401, { detail: "No user found", error_type: "not_authenticated" }],
    [403, { detail: "Not available", error_type: "access_denied" }],
    [404, { detail: "Not available", error_type: "not_found" }],
    [408, { detail: "Not available", error_type: "request_timeout" }],
    [429, { detail: "Slow down", error_type: "rate_limited" }],
    [500, { error: { message: "Oops", type: "internal_server_error" } }],
    [503, { error: { message: "Overloaded", code: "server_error" } }],
  ])("and a %i from the result's own route is the run's, not the key's", async (code, body) => {
    const end = await endOf(videoAtFal, [over, [result, () => json(body, code)]]);
    expect(end).toMatchObject({
      status: "failed",
      error: { code: "failed", message: "The run failed: prompt is too long", charged: null },
      creates: 1,
    });
    expect(end.calls.count(result)).toBe(1);
  });
});

describe.each([videoAtFal, photoshootAtAstria].map((of) => [of.name, of] as const))("%s", (_name, of) => {
  const isAsked = /^GET .*\/(tunes|prompts|requests)\b/;

  test("goes on after a page where an answer should be, however long that lasts", async () => {
    let isAway = true;
    answering([[isAsked, (_nth, honest) => (isAway ? page(404) : honest())]]);
    const { job } = await world.newJob(of);
    await checkJob(job.id, "step");
    for (let round = 0; round < 3; round++) {
      await world.age(job.id, 120_000);
      await checkDueJobs("vercel-cron");
      expect(await world.read(job.id)).toMatchObject({
        status: "processing",
        delay: { code: "bad_response" },
      });
    }
    isAway = false;
    expect(await carryOn(world, job.id)).toBe("completed");
    expectPaid(world, of);
  });

  test("is started later where a page answers its create call, and says that the address may be wrong", async () => {
    answering([[of.create.call, (nth, honest) => (nth === 1 ? page(404) : honest())]]);
    const { job } = await world.newJob(of);
    await checkJob(job.id, "step");
    expect(await world.read(job.id)).toMatchObject({
      status: "pending",
      delay: { code: "bad_response", message: expect.stringMatching(/address/) },
    });
    expect(await carryOn(world, job.id)).toBe("completed");
    expectPaid(world, of);
  });
});

describe("a shoot of which one picture never comes", () => {
  const prompts = /^GET .*\/prompts(\/|$)/;
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
  /** The first prompt that is seen done has no picture, now and for ever. */
  function withoutFirst(more: Fields): Script {
    let id: unknown;
    const blank = (prompt: Fields): Fields => {
      if (id === undefined && prompt["trained_at"]) id = prompt["id"];
      return prompt["id"] === id ? { ...prompt, images: [], ...more } : prompt;
    };
    const change = (body: unknown) => (Array.isArray(body) ? body.map(blank) : blank(body as Fields));
    return [[prompts, (_nth, honest) => changed(honest, change)]];
  }

  test.each<[string, Fields]>([
    ["minutes after it was done", { trained_at: minutesAgo(6) }],
    ["where its provider says why", { user_error: "No face was found." }],
  ])("is completed with the other seven, %s", async (_when, more) => {
    const end = await endOf(photoshootAtAstria, withoutFirst(more));
    expect(end).toMatchObject({ status: "completed", output: { pictures: 7 } });
    const spoilt = await world.db
      .sql`select error from operations where job_id = ${end.id} and state = 'failed'`;
    expect(spoilt).toHaveLength(1);
    expectPaid(world, photoshootAtAstria);
  });
});
