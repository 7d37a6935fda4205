import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { createJob } from "@/lib/services/create-job";
import { listOffers } from "@/lib/services/list-offers";
import { retryJob } from "@/lib/services/retry-job";
import { videoAtFal, videoAtOpenAi } from "../support/cases";
import { useWorld } from "../support/world";

// OpenAI's own host, which has made no videos since September 2026. Nothing is asked of it.
const world = useWorld({
  env: { OPENAI_VIDEO_BASE_URL: "https://api.openai.com/v1", OPENAI_VIDEO_API_KEY: "sk-tests" },
});
const closed = "OpenAI closed its Videos API on 24 September 2026.";

/** A video of the time when OpenAI made them. */
async function oldVideo(status: "completed" | "failed", operation?: "failed" | "succeeded") {
  const user = await world.newUser(0);
  const { sql } = world.db;
  const id = randomUUID();
  const error = { code: "timed_out", message: "Too late.", retryable: true, charged: null };
  await sql`insert into jobs (id, user_id, kind, engines, status, input, input_hash, deadline_at, next_check_at,
                              completed_at, error)
    values (${id}, ${user.id}, 'sora', ${sql.json({ generating: { provider: "openai-videos", model: "sora-2" } })}, ${status}, ${sql.json({ prompt: "A fox", model: "sora-2", seconds: 4, size: "720x1280" })},
            'x', now(), null, now(), ${status === "failed" ? sql.json(error) : null})`;
  if (operation) {
    await sql`insert into operations (job_id, user_id, attempt, step, slot, provider, provider_ref, state, output, settles_at)
      values (${id}, ${user.id}, 1, 'generating', 0, 'openai-videos', ${`video_${id}`}, ${operation}, '{"files":[]}', now())`;
  }
  return { id, user };
}

test("new videos are refused there, in words, and offered elsewhere", async () => {
  const user = await world.newUser(0);
  const request = { kind: "sora", input: videoAtOpenAi.input([]), idempotencyKey: null };
  await expect(createJob(user, request, "browser")).rejects.toMatchObject({
    code: "not_offered",
    message: expect.stringContaining(closed),
  });
  const asked = ["fal", "openai-videos"];
  const offers = (await listOffers("sora")).filter(({ provider }) => asked.includes(provider));
  expect(offers.map(({ provider, refusal }) => [provider, refusal?.slice(0, closed.length) ?? null])).toEqual(
    [
      ["fal", null],
      ["openai-videos", closed],
      ["openai-videos", closed],
    ],
  );
  const { job } = await world.newJob(videoAtFal);
  expect(job).toMatchObject({ engines: { generating: { provider: "fal" } }, status: "pending" });
});

test("old videos stay readable", async () => {
  const { readJob } = await import("@/lib/db/read-jobs");
  const { presentJob } = await import("@/lib/services/present-job");
  const { id, user } = await oldVideo("completed");
  const job = await readJob(user, id);
  expect(job && (await presentJob(job))).toMatchObject({
    title: "A fox",
    status: "completed",
    model: "sora-2",
    provider: "OpenAI Videos",
  });
});

test("a retry that would start anew is refused too; one that finds a result is not", async () => {
  const lost = await oldVideo("failed", "failed");
  await expect(retryJob(lost.user, lost.id, "manual")).rejects.toMatchObject({ code: "not_offered" });
  expect((await world.read(lost.id)).status).toBe("failed");
  const found = await oldVideo("failed", "succeeded");
  expect((await retryJob(found.user, found.id, "manual")).status).toBe("pending");
});
