import { describe, expect, test } from "vitest";
import { kindNamed } from "@/lib/kinds/registry";
import { checkJob } from "@/lib/services/check-jobs";
import { carryOn } from "../support/carry-on";
import { byName, cases, photoshootAtAstria } from "../support/cases";
import { expectPaid, expectWhole } from "../support/expect-job";
import { killAt, type Moment } from "../support/kill-at";
import { keepLedgersSound } from "../support/sound-ledgers";
import { useWorld } from "../support/world";

// At the documented pace: the provider finishes something only where a test lets it, however slow the machine is.
const world = useWorld({ speed: 1 });
keepLedgersSound(world);

describe.each(byName(cases.filter((each) => each.results.length > 0)))(
  "%s, whose process is killed",
  (_name, of) => {
    test("while its results are being copied, shows none of them, and then all, paid for once", async () => {
      const { job } = await world.newJob(of);
      const stage = kindNamed(of.kind)?.profile.steps.findLast((step) => !step.isOurs)?.name;
      await expect
        .poll(async () => {
          await world.finishWork();
          await checkJob(job.id, "step");
          await world.age(job.id, 60_000);
          return (await world.read(job.id))["stage"];
        })
        .toBe(stage);
      await world.finishWork();
      const moment: Moment = { side: "database", when: "response", call: /storage\/v1\/object\/artifacts/ };
      expect(await killAt(world, moment)).toBe(true);
      const before = await world.db.sql`select count(*)::int as n from artifacts where job_id = ${job.id}`;
      expect(before[0]?.["n"]).toBe(0);
      expect(await carryOn(world, job.id)).toBe("completed");
      await expectWhole(world, of, job.id);
      expectPaid(world, of);
    });
  },
);

describe("a photoshoot whose process is killed later on pays for no picture twice", () => {
  const later: Array<[string, Moment]> = [
    ["after a prompt was created", { side: "provider", when: "response", call: /^POST .*\/prompts$/ }],
    ["as the prompts' intents are written", { side: "database", when: "response", call: /begin_operations/ }],
  ];
  test.each(later)("%s", async (_when, moment) => {
    const { job } = await world.newPhotoshoot();
    await checkJob(job.id, "step");
    await world.finishWork();
    await world.age(job.id, 60_000);
    expect(await killAt(world, moment)).toBe(true);
    expect(await carryOn(world, job.id)).toBe("completed");
    await expectWhole(world, photoshootAtAstria, job.id);
    expectPaid(world, photoshootAtAstria);
  });
});
