import { beforeEach, expect, test } from "vitest";
import { checkJob } from "@/lib/services/check-jobs";
import { answering, json } from "../support/answering";
import { carryOn } from "../support/carry-on";
import { photoshootAtAstria } from "../support/cases";
import { expectPaid } from "../support/expect-job";
import { keepLedgersSound } from "../support/sound-ledgers";
import { useWorld } from "../support/world";

// Slow enough that no create call is answered with the end.
const world = useWorld({ speed: 20 });
keepLedgersSound(world);
beforeEach(() => world.provider.sandbox.journal.clear());

const accounts = /^GET .*\/astria\/prompts$/;
const bases = /^GET .*\/tunes\/1504944\/prompts$/;
const loras = /^GET .*\/tunes\/(?!1504944\b)\d+\/prompts$/;

/** For so many calls a list is in trouble: longer than the first lookup of all eight. */
const troubled = 12;

const inTrouble = [
  ["no list", []],
  ["the account's list", [accounts]],
  ["the base tune's list", [bases]],
  ["the LoRA's own list", [loras]],
  ["both lists that must show them", [accounts, bases]],
  ["every list", [accounts, bases, loras]],
] as const;

test.each(inTrouble.flatMap(([which, lists]) => [503, 429].map((status) => [which, status, lists] as const)))(
  "eight prompts whose creates end in 504 are eight pictures and eight creates, with %s answering %i",
  async (_which, status, lists) => {
    world.provider.sandbox.setFaults("504-after-success@create-prompt*8");
    const calls = answering(
      lists.map((list) => [
        list,
        (nth, honest) => (nth > troubled ? honest() : json({ error: "Not now" }, status)),
      ]),
    );
    const { job } = await world.newJob(photoshootAtAstria);
    await checkJob(job.id, "step");
    expect(await carryOn(world, job.id)).toBe("completed");
    expect(await world.read(job.id)).toMatchObject({ output: { pictures: 8 } });
    expectPaid(world, photoshootAtAstria);
    expect(calls.count(accounts)).toBeGreaterThanOrEqual(8);
  },
);
