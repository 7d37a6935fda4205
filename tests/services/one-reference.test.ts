import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { checkDueJobs } from "@/lib/services/check-jobs";
import { carryOn } from "../support/carry-on";
import { cases, type Case } from "../support/cases";
import { expectPaid } from "../support/expect-job";
import { interceptFetch } from "../support/intercept-fetch";
import { keepLedgersSound } from "../support/sound-ledgers";
import { useWorld } from "../support/world";

const world = useWorld();
keepLedgersSound(world);
beforeEach(() => world.provider.sandbox.journal.clear());
afterEach(() => vi.restoreAllMocks());

/** Equal prompts get equal ids: the first create's answer is everybody's. */
function answerAlike({ create }: Case): void {
  let first: Promise<{ body: string; init: ResponseInit }> | undefined;
  interceptFetch(async ({ method, url, body: sent }, send) => {
    if (!create.call.test(`${method} ${url}`) || create.body?.test(sent) === false) return send();
    const answer = send();
    first ??= answer.then(async (response) => {
      const { status, headers } = response.clone();
      return { body: await response.clone().text(), init: { status, headers } };
    });
    await answer;
    const { body, init } = await first;
    return new Response(body, init);
  });
}

const taken = { code: "reference_taken", retryable: false, charged: null };

// A shoot's tune and its pictures are asked for under ids of their own: the first of them is enough.
describe.each(cases.map((of) => [of.name, of] as const))(
  "%s, twice, with one id of its provider's",
  (_name, of) => {
    test("both end, one with a reason, with one create each, in one batch", async () => {
      answerAlike(of);
      const jobs = [(await world.newJob(of)).job, (await world.newJob(of)).job];
      await checkDueJobs("vercel-cron");
      // One after the other: a job whose time is let pass would lose a piece that is being made for it meanwhile.
      const ends = [];
      for (const { id } of jobs) ends.push(await carryOn(world, id));
      const rows = await Promise.all(jobs.map(({ id }) => world.read(id)));
      const errors = rows.flatMap((row) => row["error"] ?? []);
      expect(errors).toContainEqual(expect.objectContaining(taken));
      // A batch knows whose images are in it: where the other job was quicker to take its id, it holds none of those.
      const others = errors.filter((error) => Object(error).code !== taken.code);
      expect(others.length).toBeLessThanOrEqual(of.ofLibrary ? 1 : 0);
      expect(ends.filter((end) => end === "completed")).toHaveLength(1 - others.length);
      expectPaid(world, of, 2);
    });

    test("both end in batches of their own: the first goes on, and so does everybody else", async () => {
      answerAlike(of);
      const elsewhere = cases.find((each) => each.create.call.source !== of.create.call.source) ?? of;
      const { job: first } = await world.newJob(of);
      await checkDueJobs("vercel-cron");
      const { job: second } = await world.newJob(of);
      const { job: other } = await world.newJob(elsewhere);
      await checkDueJobs("vercel-cron");
      expect(await world.read(second.id)).toMatchObject({ status: "failed", error: taken });
      expect([await carryOn(world, first.id), await carryOn(world, other.id)]).toEqual([
        "completed",
        "completed",
      ]);
      expectPaid(world, of, 2);
    });
  },
);
