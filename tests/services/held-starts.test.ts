import { createHash } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { loadFile } from "@/lib/db/storage";
import { cancelJob } from "@/lib/services/cancel-job";
import { checkJob } from "@/lib/services/check-jobs";
import { retryJob } from "@/lib/services/retry-job";
import { carryOn } from "../support/carry-on";
import { holdCall } from "../support/hold-call";
import { interceptFetch } from "../support/intercept-fetch";
import { ledgerOf } from "../support/ledger";
import { keepLedgersSound } from "../support/sound-ledgers";
import { addTestKinds, scenes, testKinds } from "../support/test-kinds";
import { useWorld } from "../support/world";

const world = useWorld({ hasPost: true });
keepLedgersSound(world);
beforeAll(addTestKinds);
beforeEach(() => world.provider.sandbox.journal.clear());

const isSpeech = /\/openai\/v1\/audio\/speech$/;
const isAnswer = /\/storage\/v1\/object\/artifacts\/.*\/answer$/;

/** How often each was asked for: pictures, and voices. */
const asked = () => [
  world.provider.sandbox.journal.count("POST /openai/v1/images/generations"),
  world.provider.sandbox.journal.count("POST /openai/v1/audio/speech"),
];
const artifactsOf = (jobId: string) =>
  world.db.sql<Array<Record<string, unknown>>>`select * from artifacts where job_id = ${jobId} order by name`;
const operationsOf = (jobId: string) =>
  world.db.sql<Array<Record<string, unknown>>>`
    select * from operations where job_id = ${jobId} and provider is not null order by attempt, slot`;
const names = [
  "joined.png",
  ...["jpg", "wav", "jpg", "wav", "jpg", "wav"].map((ext, n) => `scene-${n + 1}.${ext}`),
];

describe("work that comes with the answer of its create call", () => {
  test("is asked for once, stored once, and kept without a copy", async () => {
    const { job } = await world.newJob(testKinds.held);
    expect(await carryOn(world, job.id)).toBe("completed");
    expect(asked()).toEqual([scenes, scenes]);
    const artifacts = await artifactsOf(job.id);
    expect(artifacts.map((each) => each["name"])).toEqual(names);
    for (const { name, storage_path: path, sha256, bytes, operation_id: id } of artifacts) {
      const place = name === "joined.png" ? name : "answer";
      expect(path).toBe(`${job.userId}/${job.id}/${String(id)}/${place}`);
      const stored = await loadFile("artifacts", String(path));
      const held = Buffer.from((await stored?.arrayBuffer()) ?? new ArrayBuffer(0));
      expect(createHash("sha256").update(held).digest("hex")).toBe(sha256);
      expect(held.length).toBe(Number(bytes));
    }
    const [joining] = await world.db
      .sql`select output from operations where job_id = ${job.id} and provider is null`;
    expect(joining?.["output"].facts.bytes).toEqual(artifacts.slice(1).map((each) => Number(each["bytes"])));
    expect((await ledgerOf(world, job.id, "spoilt")).length).toBe(0);
  });

  test("is asked for once, however many check at the same time", async () => {
    const { job } = await world.newJob(testKinds.held);
    for (let round = 0; round < 4; round++) {
      await Promise.all(Array.from({ length: 10 }, () => checkJob(job.id, "step")));
      await world.age(job.id, 5_000);
    }
    expect(await carryOn(world, job.id)).toBe("completed");
    expect(asked()).toEqual([scenes, scenes]);
  });

  test("of a job that is canceled meanwhile is kept, for a retry to adopt", async () => {
    const { user, job } = await world.newJob(testKinds.held);
    const call = holdCall(isSpeech);
    const checking = checkJob(job.id, "step");
    await call.answered;
    await cancelJob(user, job.id, "manual");
    call.letGo();
    await checking;
    vi.restoreAllMocks();
    const [pictures = 0, voices = 0] = asked();
    expect(pictures + voices).toBe(4);
    expect((await operationsOf(job.id)).map((each) => each["state"])).toEqual(Array(4).fill("succeeded"));
    await retryJob(user, job.id, "manual");
    expect(await carryOn(world, job.id)).toBe("completed");
    expect(asked()).toEqual([scenes, scenes]);
    expect((await artifactsOf(job.id)).map((each) => each["name"])).toEqual(names);
  });

  test("is not asked for again while storage is away for a moment", async () => {
    const { job } = await world.newJob(testKinds.held);
    let refused = 0;
    interceptFetch(({ url, method }, send) => {
      const isRefused = method === "POST" && isAnswer.test(url) && refused++ < 3;
      return isRefused ? Promise.resolve(new Response("away", { status: 503 })) : send();
    });
    expect(await carryOn(world, job.id)).toBe("completed");
    expect(refused).toBe(2 * scenes + 3);
    expect(asked()).toEqual([scenes, scenes]);
  });

  test("has failed where it is not of the sort that was asked for: it alone is made anew, and by a person's word", async () => {
    const { user, job } = await world.newJob(testKinds.held);
    let spoilt = 0;
    interceptFetch(async ({ url }, send) => {
      const answer = await send();
      if (!isSpeech.test(url) || spoilt++ > 0) return answer;
      const picture = Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), Buffer.alloc(600)]);
      return new Response(picture, { headers: { "content-type": "audio/wav" } });
    });
    expect(await carryOn(world, job.id)).toBe("failed");
    vi.restoreAllMocks();
    expect(await world.read(job.id)).toMatchObject({
      attempt: 1,
      error: { code: "no_result", message: expect.stringMatching(/^Scene 1, its part 1: /), charged: true },
    });
    expect(asked()).toEqual([scenes, scenes]);
    expect(await artifactsOf(job.id)).toHaveLength(2 * scenes - 1);
    await retryJob(user, job.id, "manual");
    expect(await carryOn(world, job.id)).toBe("completed");
    expect(asked()).toEqual([scenes, scenes + 1]);
  });

  test("that its provider refuses is named, and does not keep the rest from being made and kept", async () => {
    world.provider.sandbox.setFaults("moderation@create-image*1");
    const { job } = await world.newJob(testKinds.held);
    expect(await carryOn(world, job.id)).toBe("failed");
    expect((await world.read(job.id))["error"]).toMatchObject({
      code: "moderation",
      message: expect.stringMatching(/^Scene \d, its part \d: /),
      retryable: false,
    });
    expect(asked()).toEqual([scenes, scenes]);
    expect(await artifactsOf(job.id)).toHaveLength(2 * scenes - 1);
  });

  test("that its provider had no time for is asked for again, it alone, in the same attempt", async () => {
    world.provider.sandbox.setFaults("429@create-image*2");
    const { job } = await world.newJob(testKinds.held);
    expect(await carryOn(world, job.id)).toBe("completed");
    expect(await world.read(job.id)).toMatchObject({ attempt: 1 });
    expect(await operationsOf(job.id)).toHaveLength(2 * scenes);
    expect(asked()[1]).toBe(scenes);
  });
});
