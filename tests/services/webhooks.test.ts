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
    expect(await world.lettersOf(id, 0)).toEqual([]);
    expect(await inbox(id)).toBe(0);
    await expectOneEnd(of, id);
  });

  test("with every webhook sent twice: the second has no effect", async () => {
    const id = await startedWith(of, "duplicate-webhook");
    expect(await carryOn(world, id)).toBe("completed");
    expect(await world.lettersOf(id, 2 * of.webhooks)).toHaveLength(2 * of.webhooks);
    await world.post.settled();
    expect(await inbox(id)).toBe(of.webhooks);
    await expectOneEnd(of, id);
  });

  test("with webhooks late and out of order, after the job is over", async () => {
    world.post.keep(true);
    const id = await startedWith(of, "late-webhook@astria:0.5,reordered-webhook");
    expect(await carryOn(world, id)).toBe("completed");
    const letters = await world.lettersOf(id, of.webhooks);
    const answers = await Promise.all(letters.toReversed().map(world.post.handOn));
    expect(answers).toEqual(Array.from({ length: of.webhooks }, () => "taken"));
    expect(await ledgerOf(world, id, "webhook_late")).toHaveLength(of.webhooks);
    await expectOneEnd(of, id);
  });

  test("with every webhook forged: each is refused, and none is stored", async () => {
    world.post.keep(true);
    const id = await startedWith(of, "forged-webhook");
    const stored = async () =>
      Number((await world.db.sql`select count(*) as n from webhook_inbox`)[0]?.["n"]);
    const before = await stored();
    for (const letter of await world.lettersOf(id)) expect(await world.post.handOn(letter)).toBe("refused");
    expect(await carryOn(world, id)).toBe("completed");
    const letters = await world.lettersOf(id, of.webhooks);
    const answers = await Promise.all(letters.map(world.post.handOn));
    expect(answers).toEqual(Array.from({ length: of.webhooks }, () => "refused"));
    expect(await stored()).toBe(before);
    const sources = (await ledgerOf(world, id)).map(({ source }) => source);
    expect(sources.filter((source) => source.startsWith("webhook"))).toEqual([]);
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
    const [letter] = await world.lettersOf(id);
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
