import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { VideoStatusAnswer } from "@/lib/contracts/video-status";
import type { JobView } from "@/lib/jobs/job-view";
import { afterResponses, callRoute, loseAfterResponses } from "../support/call-route";
import { chatAtOpenAi, storyAtOpenAiAndFal } from "../support/cases";
import { keepLedgersSound } from "../support/sound-ledgers";
import { problem } from "../support/problem";
import { useWorld, type Person } from "../support/world";

const generate = await import("@/app/api/generate-script/route");
const process = await import("@/app/api/process-video/route");
const status = await import("@/app/api/video-status/route");
const scenes = await import("@/app/api/jobs/[id]/scenes/[n]/route");
const world = useWorld();
keepLedgersSound(world);

const story = "Marta keeps the lighthouse. One night its lamp goes out. She burns her chairs until morning.";
const headersOf = ({ accessToken }: Pick<Person, "accessToken">) => ({
  authorization: `Bearer ${accessToken}`,
});

function send(user: Person, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return callRoute(generate.POST, "/api/generate-script", {
    method: "POST",
    headers: { ...headersOf(user), ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

/** The calls of a user about a story; `id` is theirs to choose. */
const callsOf = (user: Person) => ({
  process: (query: string, body?: string) =>
    callRoute(process.POST, `/api/process-video${query}`, {
      method: "POST",
      headers: headersOf(user),
      ...(body !== undefined && { body }),
    }),
  status: (query: string) => callRoute(status.GET, `/api/video-status${query}`, { headers: headersOf(user) }),
  remake: (id: string, n: string, body: unknown) =>
    callRoute(scenes.POST, "/x", {
      method: "POST",
      headers: headersOf(user),
      body: JSON.stringify(body),
      params: { id, n },
    }),
});

/** How much there is of anything that a request could write. */
async function written(): Promise<unknown> {
  const { sql } = world.db;
  const [rows] =
    await sql`select (select count(*)::int from jobs) as jobs, (select count(*)::int from operations) as
    operations, (select count(*)::int from job_events) as events`;
  return { ...rows, asked: world.provider.sandbox.journal.report().total };
}

const waiting = async (answer: Promise<Response>) => (await (await answer).json()) as VideoStatusAnswer;

/** The addresses of pictures and voices that there are. */
const filesOf = ({ scenes }: VideoStatusAnswer["storyboard_json"]) =>
  scenes.flatMap(({ image_url: image, audio_url: voice }) => [image, voice]).filter((url) => url !== null);

/** Works on a story until its status is as wanted; every call is a trigger of its own. */
async function until(
  isWanted: (answer: VideoStatusAnswer) => boolean,
  id: string,
  user: Person,
): Promise<VideoStatusAnswer> {
  const look = async () => {
    await world.finishWork();
    await world.age(id, 60_000);
    await callsOf(user).process(`?id=${id}`);
    await afterResponses();
    return waiting(callsOf(user).status(`?id=${id}`));
  };
  await expect.poll(async () => isWanted(await look()), { timeout: 20_000 }).toBe(true);
  return waiting(callsOf(user).status(`?id=${id}`));
}

describe("a story that is sent", () => {
  test("has its video’s id at once, before anybody is asked for its script", async () => {
    const user = await world.newUser(0);
    const response = await send(user, { story, scenes: 3, voice: "calm", shape: "portrait", style: "ink" });
    expect(response.status).toBe(201);
    const { videoId, ...rest } = (await response.json()) as { videoId: string };
    expect(rest).toEqual({});
    expect(response.headers.get("location")).toBe(`/api/jobs/${videoId}`);
    expect(world.provider.sandbox.journal.count("POST /openai/v1/responses")).toBe(0);
    expect(await world.read(videoId)).toMatchObject({
      kind: "story_video",
      status: "pending",
      user_id: user.id,
      input: { story, scenes: 3, voice: "calm", shape: "portrait", style: "ink", height: 96 },
    });
    await afterResponses();
    expect((await world.read(videoId)).status).toBe("processing");
    expect(await waiting(callsOf(user).status(`?id=${videoId}`))).toMatchObject({ id: videoId });
  });

  test("twice with the same key is one video; with another story that is a conflict", async () => {
    const user = await world.newUser(0);
    const key = { "idempotency-key": randomUUID() };
    const [first, second] = [await send(user, { story }, key), await send(user, { story }, key)];
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(await second.json()).toEqual(await first.json());
    expect(await problem(await send(user, { story: "Another." }, key))).toMatchObject({ status: 409 });
    expect(await problem(await send(user, { story }, { "idempotency-key": "" }))).toMatchObject({
      status: 400,
    });
    loseAfterResponses();
  });

  test.each([
    ["no story", {}],
    ["an empty one", { story: "  " }],
    ["20,001 characters", { story: "x".repeat(20_001) }],
    ["2 scenes", { story, scenes: 2 }],
    ["13 scenes", { story, scenes: 13 }],
    ["an unknown voice", { story, voice: "loud" }],
    ["an unknown shape", { story, shape: "round" }],
    ["a height", { story, height: 1080 }],
    ["a list", [story]],
    ["no JSON", "{"],
  ])("with %s is a clear 400, and nothing is written or asked", async (_what, body) => {
    const user = await world.newUser(0);
    const before = await written();
    const { detail } = await problem(await send(user, body));
    expect(String(detail).length).toBeGreaterThan(10);
    await afterResponses();
    expect(await written()).toEqual(before);
  });
});

describe("the status of a story", () => {
  test("is told in the document's words, with the files that there are", async () => {
    const user = await world.newUser(0);
    world.holdWork(true);
    const { videoId } = (await (await send(user, { story, scenes: 3 })).json()) as { videoId: string };
    loseAfterResponses();
    const first = await waiting(callsOf(user).status(`?id=${videoId}`));
    world.holdWork(false);
    expect(first).toMatchObject({
      status: "script_generated",
      progress: 0,
      stage: "Writing the script...",
    });
    const later = await until((answer) => filesOf(answer.storyboard_json).length > 0, videoId, user);
    expect(["assets_missing", "assets_generated", "rendering", "completed"]).toContain(later.status);
    expect(later.title).toEqual(expect.any(String));
    expect(later.storyboard_json.scenes).toHaveLength(3);
    for (const url of filesOf(later.storyboard_json))
      expect(url).toMatch(/^http.*\/api\/jobs\/.*\/artifacts\/(?:picture|voice)-0\d\./);
  });
});

describe("process-video", () => {
  test("takes the id in the query or in the body, and says how far it is", async () => {
    const { user, job } = await world.newJob(storyAtOpenAiAndFal);
    const { process: call } = callsOf(user);
    for (const answer of [
      await call(`?id=${job.id}`),
      await call("", JSON.stringify({ id: job.id })),
      await call("", JSON.stringify({ videoId: job.id })),
    ]) {
      expect(answer.status).toBe(200);
      expect(await answer.json()).toEqual({ success: true, status: expect.stringMatching(/^[a-z_]+$/) });
    }
    await afterResponses();
    expect(world.provider.sandbox.journal.count("POST /openai/v1/responses")).toBeGreaterThan(0);
  });

  test.each([
    ["no id at all", "", undefined],
    ["an empty one", "?id=", ""],
    ["a body without one", "", "{}"],
    ["a body that is none", "", "null"],
  ])("with %s is 400, and nothing is written", async (_what, query, body) => {
    const user = await world.newUser(0);
    const before = await written();
    expect(await problem(await callsOf(user).process(query, body))).toMatchObject({
      status: 400,
      code: "missing_id",
    });
    expect(await written()).toEqual(before);
  });

  test("tries a story again that failed for a reason that may pass, once however many ask; others stay failed", async () => {
    const { user, job } = await world.newJob(storyAtOpenAiAndFal);
    const fail = (retryable: boolean) => world.db.sql`
      update jobs set status = 'failed', completed_at = now(), next_check_at = null, error =
      ${world.db.sql.json({ code: "unavailable", message: "Not now.", retryable, charged: false })} where id = ${job.id}`;
    const ask = async () => {
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => callsOf(user).process(`?id=${job.id}`)),
      );
      expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 10 }, () => 200));
      return world.read(job.id);
    };
    await fail(false);
    expect(await ask()).toMatchObject({ status: "failed", attempt: 1 });
    await fail(true);
    expect(await ask()).toMatchObject({ attempt: 2, error: null });
    loseAfterResponses();
    await world.db.sql`delete from job_events where job_id = ${job.id}`;
  });
});

describe("only a story of one's own", () => {
  const bodies = async (answers: Array<Promise<Response>>) =>
    Promise.all(
      (await Promise.all(answers)).map(async (answer) => [answer.status, await answer.text()] as const),
    );

  test("has a status, is processed or made anew: another's is the same 404 as none, and nothing is written", async () => {
    const { job } = await world.newJob(storyAtOpenAiAndFal);
    const calls = callsOf(await world.newUser(0));
    const before = await written();
    const answers = await bodies(
      [job.id, randomUUID(), "no-uuid"].flatMap((id) => [
        calls.status(`?id=${id}`),
        calls.process(`?id=${id}`),
        calls.process("", JSON.stringify({ id })),
        calls.remake(id, "1", { narration: "Mine." }),
      ]),
    );
    expect(new Set(answers.map(([code]) => code))).toEqual(new Set([404]));
    expect(new Set(answers.map(([, body]) => body)).size).toBe(1);
    await afterResponses();
    expect(await written()).toEqual(before);
  });

  test("is one: a job of another kind is none", async () => {
    const { user, job } = await world.newJob(chatAtOpenAi);
    const calls = callsOf(user);
    const answers = [
      calls.status(`?id=${job.id}`),
      calls.process(`?id=${job.id}`),
      calls.remake(job.id, "1", { narration: "Mine." }),
    ];
    for (const [code] of await bodies(answers)) expect(code).toBe(404);
    loseAfterResponses();
  });

  test("without a token there is nothing but 401, whatever is asked", async () => {
    const answers = await Promise.all([
      callRoute(status.GET, "/api/video-status"),
      callRoute(process.POST, "/api/process-video", { method: "POST" }),
      callRoute(generate.POST, "/api/generate-script", { method: "POST", body: "{" }),
      callRoute(scenes.POST, "/x", { method: "POST", params: { id: "1", n: "0" } }),
    ]);
    for (const answer of answers) expect(await problem(answer)).toMatchObject({ status: 401 });
  });

  test("a status without an id is 400", async () => {
    const user = await world.newUser(0);
    expect(await problem(await callsOf(user).status(""))).toMatchObject({ status: 400, code: "missing_id" });
    const twice = `?id=${randomUUID()}&id=${randomUUID()}`;
    expect(await problem(await callsOf(user).status(twice))).toMatchObject({ code: "invalid_query" });
  });
});

describe("a scene that is to be made anew", () => {
  /** A story that was canceled once its pictures were there, and the calls of its owner. */
  async function canceled() {
    const { user, job } = await world.newJob(storyAtOpenAiAndFal);
    const pictures = ({ storyboard_json: { scenes } }: VideoStatusAnswer) =>
      scenes.filter(({ image_url: url }) => url !== null);
    await until((answer) => pictures(answer).length === 3, job.id, user);
    await world.db
      .sql`update jobs set status = 'canceled', completed_at = now(), next_check_at = null where id = ${job.id}`;
    await world.db.sql`delete from job_events where job_id = ${job.id}`;
    return { id: job.id, ...callsOf(user) };
  }

  test("is refused where there is no such scene, no change, too long a one, or while the story goes on", async () => {
    const { id, remake } = await canceled();
    for (const n of ["0", "4", "13", "-1", "1.5", "one", "01", "1e0", ""]) {
      expect(await problem(await remake(id, n, { narration: "Anew." }))).toMatchObject({ status: 404 });
    }
    const changes = [{}, { narration: "" }, { picturePrompt: "x".repeat(1_001) }, { mood: "sad" }, [], null];
    for (const change of changes) {
      expect(await problem(await remake(id, "1", change))).toMatchObject({
        status: 400,
        code: "invalid_input",
      });
    }
    const stale = await problem(await remake(id, "1", { narration: "Anew.", attempt: 7 }));
    expect(stale).toMatchObject({ status: 409, code: "changed_meanwhile" });
    expect(await world.read(id)).toMatchObject({ status: "canceled", attempt: 1 });
    await world.db.sql`update jobs set status = 'processing', completed_at = null where id = ${id}`;
    const early = await problem(await remake(id, "1", { narration: "Anew." }));
    expect(early).toMatchObject({ status: 409, code: "not_over" });
    await world.db.sql`update jobs set status = 'canceled', completed_at = now() where id = ${id}`;
  });

  test("answers with the job, which has another attempt and the words of the user", async () => {
    const { id, remake } = await canceled();
    const response = await remake(id, "2", { narration: "Anew." });
    expect(response.status).toBe(200);
    const view = (await response.json()) as JobView;
    expect(view).toMatchObject({ id, attempt: 2, input: { edits: { "2": { narration: "Anew." } } } });
    expect((view.details as { scenes: unknown[] }).scenes[1]).toMatchObject({
      narration: "Anew.",
      voice: { url: null },
      picture: { state: "developed" },
    });
    loseAfterResponses();
    await world.db.sql`delete from job_events where job_id = ${id}`;
  });
});
