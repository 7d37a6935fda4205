import { beforeAll, describe, expect, test } from "vitest";
import { loadFile } from "@/lib/db/storage";
import { presentJob } from "@/lib/services/present-job";
import { readJobRecord } from "@/lib/db/read-jobs";
import { updateJob } from "@/lib/services/get-job";
import { carryOn } from "../support/carry-on";
import { addTestKinds, renderedPieces, rowsOf, testKinds, testRowsSql } from "../support/test-kinds";
import { keepLedgersSound } from "../support/sound-ledgers";
import { useWorld } from "../support/world";

const world = useWorld({ schema: testRowsSql });
keepLedgersSound(world);
beforeAll(addTestKinds);

const operationsOf = (jobId: string) =>
  world.db.sql<Array<Record<string, unknown>>>`
    select * from operations where job_id = ${jobId} order by step, slot`;
const artifactsOf = (jobId: string) =>
  world.db.sql<Array<Record<string, unknown>>>`
    select * from artifacts where job_id = ${jobId} order by name`;

describe("a job whose second step has as many pieces as the first one says", () => {
  test("starts none of them before it knows, then every one, and completes with all", async () => {
    const { job } = await world.newJob(testKinds.counted);
    expect(await carryOn(world, job.id)).toBe("completed");
    const operations = await operationsOf(job.id);
    expect(operations.map(({ step, slot, state }) => [step, slot, state])).toEqual([
      ["scenes", 0, "succeeded"],
      ["scenes", 1, "succeeded"],
      ["scenes", 2, "succeeded"],
      ["script", 0, "succeeded"],
    ]);
    expect(world.provider.sandbox.journal.count("POST /openai/v1/responses")).toBe(4);
  });
});

describe("a job with pieces of our own", () => {
  test("has each made once and kept, and asks no provider for them", async () => {
    world.provider.sandbox.journal.clear();
    const { job } = await world.newJob(testKinds.rendered);
    expect(await carryOn(world, job.id)).toBe("completed");
    const artifacts = await artifactsOf(job.id);
    expect(artifacts.map((each) => each["name"])).toEqual([
      "joining-1.png",
      ...Array.from({ length: renderedPieces }, (_, index) => `rendering-${index + 1}.png`),
    ]);
    for (const each of artifacts) {
      const file = await loadFile("artifacts", String(each["storage_path"]));
      expect(file?.size).toBe(Number(each["bytes"]));
    }
    const ours = (await operationsOf(job.id)).filter((each) => each["provider"] === null);
    expect(ours).toHaveLength(renderedPieces + 1);
    for (const each of ours) expect(each).toMatchObject({ state: "succeeded", kept_at: expect.any(Date) });
    expect(world.provider.sandbox.journal.count("POST /openai/v1/responses")).toBe(1);
    const record = await readJobRecord(job.id);
    expect(record && (await presentJob(record)).frames.map((frame) => frame.state)).toEqual(
      Array.from({ length: renderedPieces }, () => "developed"),
    );
  });

  test("answers a reader at once: what is ours is made after the response", async () => {
    const { user, job } = await world.newJob(testKinds.rendered);
    const work: Array<Promise<unknown>> = [];
    const read = async () => {
      await world.finishWork();
      await world.age(job.id, 60_000);
      return updateJob(user, job.id, "manual", (each) => work.push(each));
    };
    await expect.poll(async () => (await read()).stage, { timeout: 20_000 }).toBe("rendering");
    await Promise.all(work);
    expect(await carryOn(world, job.id, read)).toBe("completed");
  });
});

test("a film taken as rows is taken whole, each row once, with a result that its kind says", async () => {
  const { job } = await world.newJob(testKinds.streamed);
  expect(await carryOn(world, job.id)).toBe("completed");
  const [operation] = await operationsOf(job.id);
  const output = operation?.["output"] as { files: Array<{ url: string }> };
  const film = Buffer.from(await (await fetch(output.files[0]?.url ?? "")).arrayBuffer());
  const rows = await world.db.sql`
    select number, digest from test_rows where operation_id = ${String(operation?.["id"])} order by number`;
  expect([...rows]).toEqual(rowsOf(film));
  expect((await world.read(job.id))["output"]).toEqual({ rows: rows.length });
  expect(await artifactsOf(job.id)).toEqual([]);
});

test("a job with two providers at once asks both, keeps what each made, and names both", async () => {
  world.provider.sandbox.journal.clear();
  const { job } = await world.newJob(testKinds.mixed);
  const made = await world.read(job.id);
  expect(made["providers"]).toEqual(["fal", "openai"]);
  expect(await carryOn(world, job.id)).toBe("completed");
  expect((await operationsOf(job.id)).map(({ provider, model }) => [provider, model])).toEqual([
    ["fal", "fal-ai/veo3.1/fast"],
    ["openai", "gpt-6-luna"],
  ]);
  const { journal } = world.provider.sandbox;
  expect(journal.count("POST /fal/:owner/:app")).toBe(1);
  expect(journal.count("POST /openai/v1/responses")).toBe(1);
  const record = await readJobRecord(job.id);
  const view = record && (await presentJob(record));
  expect(view).toMatchObject({ provider: "fal and OpenAI", output: { videos: 1, text: expect.any(String) } });
});
