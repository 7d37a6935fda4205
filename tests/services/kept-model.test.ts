import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { retryJob } from "@/lib/services/retry-job";
import { createJob } from "@/lib/services/create-job";
import { getJob } from "@/lib/services/get-job";
import { listOffers } from "@/lib/services/list-offers";
import { listKeptWork } from "@/lib/services/list-kept-work";
import { presentJob } from "@/lib/services/present-job";
import { carryOn } from "../support/carry-on";
import { photoshootAtAstria } from "../support/cases";
import { expectWhole } from "../support/expect-job";
import { keepLedgersSound } from "../support/sound-ledgers";
import { useWorld, type Person } from "../support/world";

const world = useWorld({ hasPost: true });
keepLedgersSound(world);
const creates = () => {
  const { byRoute } = world.provider.sandbox.journal.report();
  return [byRoute["POST /astria/tunes"] ?? 0, byRoute["POST /astria/tunes/:id/prompts"] ?? 0];
};

/** A photoshoot whose model is trained, and its owner. */
async function trained(): Promise<{ user: Person; model: string }> {
  const { user, job } = await world.newPhotoshoot();
  expect(await carryOn(world, job.id)).toBe("completed");
  world.provider.sandbox.journal.clear();
  return { user, model: job.id };
}

const asked = (user: Person, input: Record<string, unknown>, idempotencyKey: string = randomUUID()) => {
  const whole = { title: "Again", subject: "woman", style: "film", ...input };
  return createJob(user, { kind: "photoshoot", input: whole, idempotencyKey }, "browser");
};

test("a second photoshoot with a model that is kept makes its pictures, and no tune call", async () => {
  const { user, model } = await trained();
  const { job } = await asked(user, { model });
  expect(await carryOn(world, job.id)).toBe("completed");
  await expectWhole(world, photoshootAtAstria, job.id);
  expect(creates()).toEqual([0, 8]);

  const view = await presentJob(await getJob(user, job.id, "browser", () => undefined));
  expect(view.timeline.map(({ name }) => name)).not.toContain("training");
  expect(view.input).toEqual({ title: "Again", subject: "woman", style: "film", model });
});

test("a form is offered the models that are kept, to their owner alone; not what was made with one", async () => {
  const { user, model } = await trained();
  const { job } = await asked(user, { model });
  expect(await carryOn(world, job.id)).toBe("completed");
  const offered = await listKeptWork(user, "photoshoot");
  expect(offered).toMatchObject([{ jobId: model, title: "Test", about: "woman" }]);
  expect(Date.parse(offered[0]?.at ?? "")).toBeGreaterThan(0);
  expect(await listKeptWork(await world.newUser(), "photoshoot")).toEqual([]);
  expect(await listKeptWork(user, "sora")).toEqual([]);
});

test("a form is told how long a photoshoot takes with a training, and how long without", async () => {
  const [offer] = await listOffers("photoshoot");
  const { usual, usualAgain } = offer ?? {};
  expect(usualAgain?.lowMs).toBeGreaterThan(0);
  expect(usualAgain?.lowMs).toBeLessThan(usual?.lowMs ?? 0);
  expect(usualAgain?.highMs).toBeLessThan(usual?.highMs ?? 0);
  expect((await listOffers("chat"))[0]?.usualAgain).toBeNull();
});

test("a training that was paid for is offered however its job ended", async () => {
  world.provider.sandbox.setFaults("404@create-prompt*8");
  const { user, job } = await world.newPhotoshoot();
  expect(await carryOn(world, job.id)).toBe("failed");
  world.provider.sandbox.setFaults("");
  expect(await listKeptWork(user, "photoshoot")).toMatchObject([{ jobId: job.id }]);
});

test("one that failed and is tried again makes no tune call either", async () => {
  const { user, model } = await trained();
  const { job } = await asked(user, { model });
  world.provider.sandbox.setFaults("404@create-prompt*8");
  expect(await carryOn(world, job.id)).toBe("failed");
  world.provider.sandbox.setFaults("");
  await retryJob(user, job.id, "browser");
  expect(await carryOn(world, job.id)).toBe("completed");
  expect(creates()[0]).toBe(0);
});

test("a model is taken from a photoshoot of the same user alone, that has trained one of the same subject", async () => {
  const { user, model } = await trained();
  const other = await world.newUser();
  const { job: untrained } = await world.newPhotoshoot(user);
  const refusals: Array<[Person, Record<string, unknown>, RegExp]> = [
    [other, { model }, /no such job of yours/],
    [user, { model: randomUUID() }, /no such job of yours/],
    [user, { model: untrained.id }, /has not trained a model/],
    [user, { model, subject: "cat" }, /trained on a woman/],
    [user, { model, images: user.images }, /Give pictures .* or the model/],
    [user, {}, /Give pictures .* or the model/],
    [user, { model, tune: "tune:1" }, /no “tune” here/],
    [user, { model: "tune:1" }, /named by the photoshoot/],
  ];
  for (const [who, input, words] of refusals) await expect(asked(who, input)).rejects.toThrow(words);
  expect(creates()).toEqual([0, 0]);
});

test("one that its provider has deleted by now is refused, before anything is asked for", async () => {
  const { user, model } = await trained();
  const key = randomUUID();
  const { job } = await asked(user, { model }, key);
  await world.db.sql`update operations set ended_at = ended_at - interval '30 days' where job_id = ${model}`;
  await expect(asked(user, { model })).rejects.toThrow(/deleted 30 days after/);
  expect(await listKeptWork(user, "photoshoot")).toEqual([]);
  // What was accepted before is found again all the same.
  const { job: found, isNew } = await asked(user, { model }, key);
  expect([found.id, isNew]).toEqual([job.id, false]);
});
