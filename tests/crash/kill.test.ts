import { beforeEach, expect, test } from "vitest";
import { carryOn } from "../support/carry-on";
import { cases, photoshootAtAstria, type Case } from "../support/cases";
import { expectPaid, expectWhole, startsOf } from "../support/expect-job";
import { killAt, type Moment } from "../support/kill-at";
import { keepLedgersSound } from "../support/sound-ledgers";
import { useWorld } from "../support/world";

const world = useWorld({ hasPost: true });
keepLedgersSound(world);
// Webhooks are handed on when a test says so.
beforeEach(() => world.post.keep(true));

/** What nobody knows any more once the process is gone. */
type Lost = "nothing" | "whether the work began" | "the provider's id of the work";

const moments: Array<[string, Lost, (of: Case) => Moment]> = [
  [
    "while it holds a claim",
    "nothing",
    () => ({ side: "database", when: "response", call: /rpc\/claim_due/ }),
  ],
  [
    "as the create call leaves",
    "whether the work began",
    ({ create }) => ({ side: "provider", when: "request", call: create.call }),
  ],
  [
    "before the create call, with its intent written",
    "whether the work began",
    () => ({ side: "database", when: "response", call: /begin_operations/ }),
  ],
  [
    "after the create call",
    "the provider's id of the work",
    ({ create }) => ({ side: "provider", when: "response", call: create.call }),
  ],
  [
    "before the commit",
    "the provider's id of the work",
    () => ({ side: "database", when: "request", call: /rpc\/commit_checks/ }),
  ],
  ["after the commit", "nothing", () => ({ side: "database", when: "response", call: /rpc\/commit_checks/ })],
];

// The first two differ from others in our own code alone, not by provider: one case is enough.
const runs = cases.flatMap((of) =>
  (of === photoshootAtAstria ? moments : moments.slice(2)).map(
    ([when, lost, moment]) => [of.name, when, of, lost, moment(of)] as const,
  ),
);

test.each(runs)("%s, whose process is killed %s, ends, and is paid for once", async (...run) => {
  const [, , of, lost, moment] = run;
  const { job } = await world.newJob(of);
  expect(await killAt(world, moment)).toBe(true);
  if (lost === "the provider's id of the work") await handOnFirst(job.id);
  const end = await carryOn(world, job.id);
  if (end === "completed") {
    await expectWhole(world, of, job.id);
    expectPaid(world, of);
    return;
  }
  // Where nobody can look it up, and it never made itself known, a person is to decide.
  expect([of.isFindable, lost]).toEqual([false, "whether the work began"]);
  expect((await world.read(job.id))["error"]).toMatchObject({ code: "start_unknown", charged: null });
  expect(startsOf(world, of)).toBe(0);
});

/** The webhook that makes work known whose id was lost with its process. */
async function handOnFirst(jobId: string): Promise<void> {
  const [letter] = await world.lettersOf(jobId);
  if (letter) await world.post.handOn(letter);
}
