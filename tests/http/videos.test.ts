import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { SoraStatus } from "@/lib/contracts/sora-status";
import type { JobView } from "@/lib/jobs/job-view";
import { checkJob } from "@/lib/services/check-jobs";
import { callRoute } from "../support/call-route";
import { carryOn } from "../support/carry-on";
import { chatAtOpenAi, videoAtFal, videoAtOpenAi, type Case } from "../support/cases";
import { problem } from "../support/problem";
import { testSecrets, useWorld } from "../support/world";

const soraStatus = await import("@/app/api/videos/[id]/sora-status/route");
const pollVideos = await import("@/app/api/cron/poll-sora-status/route");
const jobs = await import("@/app/api/jobs/route");
const update = await import("@/app/api/jobs/[id]/auto-update/route");
const artifact = await import("@/app/api/jobs/[id]/artifacts/[name]/route");
const world = useWorld();

async function started(of: Case) {
  const { user, job } = await world.newJob(of);
  const headers = { authorization: `Bearer ${user.accessToken}` };
  const status = (id = job.id) => callRoute(soraStatus.GET, "/x", { headers, params: { id } });
  return { id: job.id, user, headers, status };
}

describe.each([videoAtOpenAi, videoAtFal])("sora-status of $name", (of) => {
  test("goes from queued to completed, with an address that serves the video", async () => {
    const { id, headers, status } = await started(of);
    expect(await (await status()).json()).toMatchObject({
      status: expect.stringMatching(/queued|in_progress/),
    });
    expect(await carryOn(world, id)).toBe("completed");
    const done = (await (await status()).json()) as SoraStatus;
    expect(done).toEqual({
      status: "completed",
      progress: 100,
      videoUrl: expect.stringContaining("/video.mp4"),
    });
    const path = new URL(done.videoUrl ?? "").pathname;
    const file = await callRoute(artifact.GET, path, { headers, params: { id, name: "video.mp4" } });
    expect(file.headers.get("content-type")).toBe("video/mp4");
    expect((await file.arrayBuffer()).byteLength).toBeGreaterThan(10_000);
  });

  test("that moderation refuses is failed, with the provider's reason", async () => {
    world.provider.sandbox.setFaults("moderation");
    const { id, status } = await started(of);
    expect(await carryOn(world, id)).toBe("failed");
    world.provider.sandbox.setFaults("");
    const { error, ...rest } = (await (await status()).json()) as SoraStatus;
    expect(rest).toMatchObject({ status: "failed" });
    expect(error).toMatch(/safety|policy|moderat/i);
  });
});

test("only videos of one's own have a sora-status: anything else is the same 404", async () => {
  const video = await started(videoAtOpenAi);
  const other = await started(chatAtOpenAi);
  const answers = await Promise.all([other.status(), other.status(video.id), other.status(randomUUID())]);
  expect(answers.map((answer) => answer.status)).toEqual([404, 404, 404]);
  const bodies = await Promise.all(answers.map((answer) => answer.text()));
  expect(new Set(bodies).size).toBe(1);
  expect((await callRoute(soraStatus.GET, "/x", { params: { id: video.id } })).status).toBe(401);
});

describe("the pinger's path", () => {
  const poll = (headers: Record<string, string>) =>
    callRoute(pollVideos.GET, "/api/cron/poll-sora-status", { headers });

  test("checks videos, and nothing else", async () => {
    const [video, chat] = [await started(videoAtOpenAi), await started(chatAtOpenAi)];
    const response = await poll({ authorization: `Bearer ${testSecrets.cron}`, "user-agent": "EasyCron" });
    expect(await response.json()).toMatchObject({ source: "external-cron", remaining: 0 });
    expect((await world.read(video.id)).status).toBe("processing");
    expect((await world.read(chat.id)).status).toBe("pending");
  });

  test("is closed without the secret", async () => {
    expect((await poll({})).status).toBe(401);
    expect((await poll({ authorization: "Bearer wrong" })).status).toBe(401);
  });
});

describe("a new video", () => {
  async function create(body: unknown) {
    const { accessToken } = await world.newUser(0);
    return callRoute(jobs.POST, "/api/jobs", {
      method: "POST",
      headers: { authorization: `Bearer ${accessToken}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  }
  const prompt = "A fox crosses a frozen lake";

  test("takes what was not chosen from the model on offer, and says who makes it", async () => {
    const view = (await (await create({ kind: "sora", input: { prompt } })).json()) as JobView;
    expect(view).toMatchObject({
      input: { prompt, model: "sora-2", seconds: 4, size: "720x1280" },
      provider: "OpenAI Videos",
      model: "sora-2",
      priority: "normal",
      isStoppable: false,
    });
  });

  test("can be more urgent than one's others", async () => {
    const response = await create({ kind: "sora", input: { prompt }, priority: "high" });
    expect(await response.json()).toMatchObject({ priority: "high" });
  });

  test.each([
    { input: { prompt: "" } },
    { input: { prompt: "x".repeat(4_001) } },
    { input: { prompt, model: "sora-9" } },
    { input: { prompt, seconds: 5 } },
    { input: { prompt, size: "1x1" } },
    { input: { prompt, image: "someone/else.png" } },
    { input: { prompt, webhook: "http://elsewhere.test" } },
    { input: { prompt }, priority: "urgent" },
  ])("%j is 400", async (body) => {
    expect(await problem(await create({ kind: "sora", ...body }))).toMatchObject({ status: 400 });
  });
});

test("Check status finds what a video that ran out of time has become, with no webhook: a retry adopts it", async () => {
  const { id, headers } = await started(videoAtOpenAi);
  await checkJob(id, "step");
  await world.db.sql`update jobs set status = 'failed', completed_at = now(), next_check_at = null,
    error = '{"code":"timed_out","message":"late","retryable":true,"charged":null}' where id = ${id}`;
  await expect
    .poll(
      async () => {
        const init = { method: "POST", headers, params: { id } };
        return ((await (await callRoute(update.POST, "/x", init)).json()) as JobView).adoptable;
      },
      { timeout: 10_000, interval: 500 },
    )
    .toBe("result");
  expect((await world.read(id)).status).toBe("failed");
});
