import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { readJobRecord } from "@/lib/db/read-jobs";
import { PieceFailed, type Maker } from "@/lib/kinds/kind";
import { providerNamed } from "@/lib/providers/registry";
import { addMaker, makerOf } from "@/lib/render/makers";
import { cancelJob } from "@/lib/services/cancel-job";
import { checkJob } from "@/lib/services/check-jobs";
import { presentJob } from "@/lib/services/present-job";
import { retryJob } from "@/lib/services/retry-job";
import { reviseJob } from "@/lib/services/revise-job";
import { carryOn } from "../support/carry-on";
import { chatAtOpenAi } from "../support/cases";
import { holdCall } from "../support/hold-call";
import { ledgerOf } from "../support/ledger";
import { keepLedgersSound } from "../support/sound-ledgers";
import { addTestKinds, scenes, testKinds } from "../support/test-kinds";
import { useWorld, type Owned } from "../support/world";

const world = useWorld({ hasPost: true });
keepLedgersSound(world);
beforeAll(addTestKinds);

/** How often each was asked for since the journal was emptied: pictures, and voices. */
const asked = () => [
  world.provider.sandbox.journal.count("POST /openai/v1/images/generations"),
  world.provider.sandbox.journal.count("POST /openai/v1/audio/speech"),
];

async function files(jobId: string): Promise<Map<string, string>> {
  const rows = await world.db
    .sql`select name, storage_path from artifacts where job_id = ${jobId} order by name`;
  return new Map(rows.map((row) => [String(row["name"]), String(row["storage_path"])]));
}

/** A job that is completed, with nothing in the journal. */
async function completed(): Promise<Owned> {
  const owned = await world.newJob(testKinds.held);
  expect(await carryOn(world, owned.job.id)).toBe("completed");
  world.provider.sandbox.journal.clear();
  return owned;
}

/** Of its files, those that are shown as its results. */
async function shown(jobId: string): Promise<string[]> {
  const record = await readJobRecord(jobId);
  return record ? (await presentJob(record)).resultUrls : [];
}

const voice = { part: "voice", words: "Another fox" };
const picture = { part: "picture", words: "Another fox" };

describe("one part of a job that is completed, made anew", () => {
  test.each([
    [picture, [1, 0], "scene-3.jpg"],
    [voice, [0, 1], "scene-4.wav"],
  ])("is asked for and paid for alone, with what is made of it: %o", async (change, paid, name) => {
    const { user, job } = await completed();
    const before = await files(job.id);
    const anew = await reviseJob(user, job.id, 2, change, "manual");
    expect(anew).toMatchObject({
      status: "pending",
      attempt: 2,
      input: { words: "Another fox" },
      output: null,
    });
    expect(await carryOn(world, job.id)).toBe("completed");
    expect(asked()).toEqual(paid);
    const after = await files(job.id);
    expect([...after.keys()]).toEqual([...before.keys()]);
    const changed = [...after].filter(([each, path]) => before.get(each) !== path).map(([each]) => each);
    expect(changed).toEqual(["joined.png", name]);
    const left = await world.db.sql`select path from leftover_files where bucket = 'artifacts'`;
    expect(left.map((row) => row["path"])).toEqual(
      expect.arrayContaining(changed.map((each) => before.get(each))),
    );
    const [line] = await ledgerOf(world, job.id, "revised");
    expect(line).toMatchObject({ attempt: 2, source: "manual", detail: { attempt: 2, part: 2 } });
  });

  test("is made anew once, however many ask at the same time; the others are told to wait", async () => {
    const { user, job } = await completed();
    const asking = Array.from({ length: 10 }, () => reviseJob(user, job.id, 1, voice, "manual"));
    const told = await Promise.allSettled(asking);
    expect(told.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const each of told) {
      const reason: unknown = each.status === "rejected" ? each.reason : { code: "not_over" };
      expect(reason).toMatchObject({ code: "not_over" });
    }
    await Promise.all(Array.from({ length: 10 }, () => checkJob(job.id, "step")));
    expect(await carryOn(world, job.id)).toBe("completed");
    expect(asked()).toEqual([0, 1]);
  });

  test("is not made anew again by the same call, sent once more when it was done", async () => {
    const { user, job } = await completed();
    const call = () => reviseJob(user, job.id, 2, { ...voice, attempt: 1 }, "manual");
    await call();
    await expect(call()).rejects.toMatchObject({ code: "changed_meanwhile" });
    expect(await carryOn(world, job.id)).toBe("completed");
    await expect(call()).rejects.toMatchObject({ code: "changed_meanwhile" });
    expect(await carryOn(world, job.id)).toBe("completed");
    expect(asked()).toEqual([0, 1]);
    expect((await reviseJob(user, job.id, 2, { ...voice, attempt: 2 }, "manual")).attempt).toBe(3);
    expect(await carryOn(world, job.id)).toBe("completed");
  });

  test("can be made anew again and again, each time for one call", async () => {
    const { user, job } = await completed();
    for (const words of ["One", "Two", "Three"]) {
      await reviseJob(user, job.id, 3, { ...voice, words }, "manual");
      expect(await carryOn(world, job.id)).toBe("completed");
    }
    expect(asked()).toEqual([0, 3]);
    expect(await world.read(job.id)).toMatchObject({ attempt: 4, input: { words: "Three" } });
    expect((await files(job.id)).size).toBe(2 * scenes + 1);
  });

  test("that fails leaves the rest as it was, for a retry", async () => {
    const { user, job } = await completed();
    const before = await files(job.id);
    world.provider.sandbox.setFaults("moderation@create-image*1");
    await reviseJob(user, job.id, 1, picture, "manual");
    expect(await carryOn(world, job.id)).toBe("failed");
    expect((await world.read(job.id))["error"]).toMatchObject({ code: "moderation", retryable: false });
    // What it was is still there, and counts for nothing.
    expect(await files(job.id)).toEqual(before);
    expect((await shown(job.id)).length).toBe(2 * scenes - 1);
    await reviseJob(user, job.id, 1, picture, "manual");
    expect(await carryOn(world, job.id)).toBe("completed");
    expect(asked()).toEqual([2, 0]);
  });
});

test("a part that was being made as its job was canceled is stopped, and does not come into the way of the new one", async () => {
  world.provider.sandbox.journal.clear();
  const { user, job } = await world.newJob(testKinds.held);
  const call = holdCall(/\/images\/generations$/);
  const checking = checkJob(job.id, "step");
  await call.answered;
  await cancelJob(user, job.id, "manual");
  await reviseJob(user, job.id, 1, picture, "manual");
  call.letGo();
  await checking;
  vi.restoreAllMocks();
  expect(await carryOn(world, job.id)).toBe("completed");
  // One of them was paid for by the first attempt, and is superseded.
  expect(asked()).toEqual([scenes + 1, scenes]);
  const counting = await world.db.sql`
    select 1 from operations where job_id = ${job.id} and superseded_at is null and state = 'succeeded'`;
  expect(counting).toHaveLength(2 * scenes + 1);
});

describe("what cannot be made anew", () => {
  test("is a part that is not there, a job of somebody else, and one of a kind without parts", async () => {
    const { user, job } = await completed();
    const stranger = await world.newUser(0);
    const chat = await world.newJob(chatAtOpenAi, { user });
    await cancelJob(user, chat.job.id, "manual");
    for (const [who, id, number] of [
      [user, job.id, scenes + 1],
      [stranger, job.id, 1],
      [user, randomUUID(), 1],
      [user, chat.job.id, 1],
    ] as const) {
      await expect(reviseJob(who, id, number, voice, "manual")).rejects.toMatchObject({ code: "not_found" });
    }
    expect((await world.read(job.id))["attempt"]).toBe(1);
  });

  test.each([
    {},
    { part: "voice" },
    { part: "smell", words: "x" },
    { ...voice, more: 1 },
    { ...voice, attempt: "1" },
    { ...voice, attempt: 0 },
    null,
    "voice",
  ])("is what its kind has no word for: %j", async (change) => {
    const { user, job } = await world.newJob(testKinds.held);
    await cancelJob(user, job.id, "manual");
    await expect(reviseJob(user, job.id, 1, change, "manual")).rejects.toMatchObject({
      code: "invalid_input",
    });
    expect((await world.read(job.id))["attempt"]).toBe(1);
  });

  test("is a job that goes on", async () => {
    const { user, job } = await world.newJob(testKinds.held);
    await expect(reviseJob(user, job.id, 1, voice, "manual")).rejects.toMatchObject({ code: "not_over" });
  });

  test("is what nobody makes any more: that alone is asked about, and nothing is written", async () => {
    const { user, job } = await completed();
    const provider = providerNamed("openai-media");
    if (!provider) throw new Error("there is no such provider");
    vi.spyOn(provider, "refusal").mockImplementation(async (model) =>
      model === "gpt-4o-mini-tts" ? "This model has ended." : null,
    );
    const { attempt, input } = await world.read(job.id);
    await expect(reviseJob(user, job.id, 1, voice, "manual")).rejects.toMatchObject({
      code: "not_offered",
      message: "This model has ended.",
    });
    expect(await world.read(job.id)).toMatchObject({ attempt, input, status: "completed" });
    await reviseJob(user, job.id, 1, picture, "manual");
    expect(await carryOn(world, job.id)).toBe("completed");
  });
});

describe("a piece that cannot be made", () => {
  let usual: Maker | undefined;
  const mend = () => {
    if (usual) addMaker("test_held", usual);
  };
  beforeEach(async () => {
    usual = await makerOf("test_held");
    return mend;
  });

  test("because of a part that is none: that part alone is paid for again, and only once a person says so", async () => {
    const error = { code: "voice_silent", message: "Scene 2: its voice is silent.", retryable: true };
    addMaker("test_held", () => Promise.reject(new PieceFailed(error, [{ step: "scenes", slot: 3 }])));
    world.provider.sandbox.journal.clear();
    const { user, job } = await world.newJob(testKinds.held);
    expect(await carryOn(world, job.id)).toBe("failed");
    expect(await world.read(job.id)).toMatchObject({ attempt: 1, error: { ...error, charged: true } });
    expect(asked()).toEqual([scenes, scenes]);
    expect([...(await files(job.id)).keys()]).not.toContain("scene-4.wav");

    mend();
    await retryJob(user, job.id, "manual");
    expect(await carryOn(world, job.id)).toBe("completed");
    expect(asked()).toEqual([scenes, scenes + 1]);
  });

  test("for want of a renderer is not tried again by itself; all that was made before is there", async () => {
    let tries = 0;
    const error = { code: "no_renderer", message: "The film is not rendered here.", retryable: true };
    addMaker("test_held", () => {
      tries++;
      return Promise.reject(new PieceFailed(error));
    });
    world.provider.sandbox.journal.clear();
    const { job } = await world.newJob(testKinds.held);
    expect(await carryOn(world, job.id)).toBe("failed");
    expect(await world.read(job.id)).toMatchObject({ attempt: 1, error: { code: "no_renderer" } });
    expect(tries).toBe(1);
    expect((await files(job.id)).size).toBe(2 * scenes);
    expect(asked()).toEqual([scenes, scenes]);
  });
});
