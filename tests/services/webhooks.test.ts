import { describe, expect, test } from "vitest";
import { checkJob } from "@/lib/services/check-jobs";
import { carryOn } from "../support/carry-on";
import { byName, type Case } from "../support/cases";
import { expectPaid, expectWhole } from "../support/expect-job";
import { ledgerOf } from "../support/ledger";
import { keepLedgersSound } from "../support/sound-ledgers";
import { useWorld } from "../support/world";

const world = useWorld({ hasPost: true });
keepLedgersSound(world);

/** A job whose provider has been asked to do its first work, while its webhooks misbehave like this. */
async function startedWith(of: Case, faults: string): Promise<string> {
  world.provider.sandbox.setFaults(faults);
  const { job } = await world.newJob(of);
  await checkJob(job.id, "step");
  return job.id;
}

async function inbox(jobId: string): Promise<number> {
  const rows = await world.db.sql`select count(*)::int as n from webhook_inbox where job_id = ${jobId}`;
  return Number(rows[0]?.["n"]);
}

async function expectOneEnd(of: Case, jobId: string): Promise<void> {
  expect(await ledgerOf(world, jobId, "completed")).toHaveLength(1);
  await expectWhole(world, of, jobId);
  expectPaid(world, of);
}

describe.each(byName())("%s completes once", (_name, of) => {
  test("with every webhook lost", async () => {
    const id = await startedWith(of, "lost-webhook");
    expect(await carryOn(world, id)).toBe("completed");
    expect([world.post.letters.length, await inbox(id)]).toEqual([0, 0]);
    await expectOneEnd(of, id);
  });

  test("with every webhook sent twice: the second has no effect", async () => {
    const id = await startedWith(of, "duplicate-webhook");
    expect(await carryOn(world, id)).toBe("completed");
    await expect.poll(() => world.post.letters.length).toBe(2 * of.webhooks);
    await world.post.settled();
    expect(await inbox(id)).toBe(of.webhooks);
    await expectOneEnd(of, id);
  });

  test("with webhooks late and out of order, after the job is over", async () => {
    world.post.keep(true);
    const id = await startedWith(of, "late-webhook@astria:0.5,reordered-webhook");
    expect(await carryOn(world, id)).toBe("completed");
    await expect.poll(() => world.post.letters.length).toBe(of.webhooks);
    const answers = await Promise.all(world.post.letters.toReversed().map(world.post.handOn));
    expect(answers).toEqual(world.post.letters.map(() => "taken"));
    expect(await ledgerOf(world, id, "webhook_late")).toHaveLength(of.webhooks);
    await expectOneEnd(of, id);
  });

  test("with every webhook forged: each is refused, and none is stored", async () => {
    const id = await startedWith(of, "forged-webhook");
    await expect.poll(() => world.post.letters.length).toBeGreaterThan(0);
    await world.post.settled();
    const before = await world.db.sql`select count(*)::int as n from webhook_inbox`;
    expect(world.post.refused).toBe(world.post.letters.length);
    expect((await world.read(id)).status).not.toBe("completed");
    expect(await carryOn(world, id)).toBe("completed");
    await expect.poll(() => world.post.refused).toBe(of.webhooks);
    expect([...(await world.db.sql`select count(*)::int as n from webhook_inbox`)]).toEqual([...before]);
    await expectOneEnd(of, id);
  });

  test("with a webhook that is sent before the work is done", async () => {
    const id = await startedWith(of, "early-webhook");
    expect(await carryOn(world, id)).toBe("completed");
    await expectOneEnd(of, id);
  });
});

describe.each(byName())("%s", (_name, of) => {
  test("takes no webhook that was altered on its way", async () => {
    world.post.keep(true);
    const id = await startedWith(of, "");
    await expect.poll(() => world.post.letters.length).toBeGreaterThan(0);
    const [letter] = world.post.letters;
    if (!letter) throw new Error("no letter came");
    const url = new URL(letter.url);
    const token = url.searchParams.get("t");
    if (token !== null)
      url.searchParams.set(
        "t",
        token.replace(/^./, (first) => (first === "A" ? "B" : "A")),
      );
    const body = letter.body.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10));
    expect(await world.post.handOn({ ...letter, url, body })).toBe("refused");
    expect(await inbox(id)).toBe(0);
  });
});
