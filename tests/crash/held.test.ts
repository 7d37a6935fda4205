import { beforeAll, beforeEach, expect, test } from "vitest";
import { retryJob } from "@/lib/services/retry-job";
import { carryOn } from "../support/carry-on";
import { killAt, type Moment } from "../support/kill-at";
import { keepLedgersSound } from "../support/sound-ledgers";
import { addTestKinds, scenes, testKinds } from "../support/test-kinds";
import { useWorld } from "../support/world";

const world = useWorld({ hasPost: true });
keepLedgersSound(world);
beforeAll(addTestKinds);
beforeEach(() => world.provider.sandbox.journal.clear());

const speech = /^POST .*\/openai\/v1\/audio\/speech$/;
const stored = /^POST .*\/storage\/v1\/object\/artifacts\/.*\/answer$/;

/** How often anything was asked for. */
const asked = () =>
  world.provider.sandbox.journal.count("POST /openai/v1/images/generations") +
  world.provider.sandbox.journal.count("POST /openai/v1/audio/speech");
const all = 2 * scenes;

test.each<[string, Moment]>([
  // Of four calls at once, all are stored by then.
  [
    "once they are stored, before anybody is told",
    { side: "database", when: "response", call: stored, nth: 4 },
  ],
  ["before the commit", { side: "database", when: "request", call: /rpc\/commit_checks/ }],
])(
  "answers whose process is killed %s are found where they lie, and not paid for again",
  async (_when, moment) => {
    const { job } = await world.newJob(testKinds.held);
    expect(await killAt(world, moment)).toBe(true);
    expect(asked()).toBe(4);
    expect(await carryOn(world, job.id)).toBe("completed");
    expect(asked()).toBe(all);
    const artifacts = await world.db.sql`select 1 from artifacts where job_id = ${job.id}`;
    expect(artifacts).toHaveLength(all + 1);
  },
);

test.each<[string, Moment]>([
  ["as the call leaves", { side: "provider", when: "request", call: speech }],
  ["as the answer comes", { side: "provider", when: "response", call: speech }],
  ["before the answer is stored", { side: "database", when: "request", call: stored }],
])(
  "a call whose process is killed %s is for a person to decide; all else is made, and kept",
  async (_when, moment) => {
    const { user, job } = await world.newJob(testKinds.held);
    expect(await killAt(world, moment)).toBe(true);
    expect(await carryOn(world, job.id)).toBe("failed");
    expect((await world.read(job.id))["error"]).toMatchObject({
      code: "start_unknown",
      message: expect.stringMatching(/^Scene \d, its part \d: /),
      charged: null,
    });
    const operations = await world.db.sql`
    select state, kept_at from operations where job_id = ${job.id} and provider is not null`;
    const lost = operations.filter((each) => each["state"] === "unknown").length;
    const kept = operations.filter(
      (each) => each["state"] === "succeeded" && each["kept_at"] !== null,
    ).length;
    expect(lost).toBeGreaterThan(0);
    // No more than the calls that were really under way.
    expect(lost).toBeLessThanOrEqual(4);
    expect(kept).toBe(all - lost);
    const paid = asked();
    expect(paid).toBeLessThanOrEqual(all);
    await retryJob(user, job.id, "manual");
    expect(await carryOn(world, job.id)).toBe("completed");
    expect(asked()).toBe(paid + lost);
  },
);
