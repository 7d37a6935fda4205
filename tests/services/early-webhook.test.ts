import { describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { checkJob } from "@/lib/services/check-jobs";
import { byName } from "../support/cases";
import { expectPaid, expectWhole } from "../support/expect-job";
import { interceptFetch } from "../support/intercept-fetch";
import { keepLedgersSound } from "../support/sound-ledgers";
import { useWorld } from "../support/world";

/** What each provider answers to a create call: the id of the work, under one of two names. */
const Created = z
  .object({ id: z.coerce.string() })
  .or(z.object({ request_id: z.string() }).transform((answer) => ({ id: answer.request_id })));

const world = useWorld({ hasPost: true });
keepLedgersSound(world);

describe.each(byName())("%s", (_name, of) => {
  test("is done by a webhook that comes before its create call is answered", async () => {
    const { job } = await world.newJob(of);
    const created: string[] = [];
    const wrong: unknown[] = [];
    interceptFetch(async ({ url, method }, send) => {
      const response = await send();
      if (!of.create.call.test(`${method} ${url}`)) return response;
      // The provider has done the work and called back; whoever started it has not read the answer yet.
      try {
        const { id } = Created.parse(await response.clone().json());
        created.push(id);
        const isCalledBack = () => world.post.letters.some(({ body }) => body.includes(id));
        await vi.waitUntil(isCalledBack, { timeout: 20_000 });
        await world.post.settled();
      } catch (error) {
        // Thrown on, it would be taken for the provider's fault.
        wrong.push(error);
      }
      return response;
    });
    await checkJob(job.id, "step");
    await expect.poll(async () => (await world.read(job.id)).status, { timeout: 60_000 }).toBe("completed");
    await world.post.settled();
    vi.restoreAllMocks();

    expect(wrong).toEqual([]);
    const refs = await world.db.sql`select provider_ref as ref from operations where job_id = ${job.id}`;
    expect(created).not.toEqual([]);
    for (const id of created) expect(refs.filter(({ ref }) => String(ref).includes(id))).toHaveLength(1);
    await expectWhole(world, of, job.id);
    expectPaid(world, of);
    const matched = await world.db.sql`
      select id from webhook_inbox where job_id = ${job.id} and operation_id is not null`;
    expect(matched).toHaveLength((await world.lettersOf(job.id)).length);
  }, 90_000);
});

test("a webhook for work that is not ours stays, and makes nothing due", async () => {
  const { job } = await world.newPhotoshoot();
  world.post.keep(true);
  await checkJob(job.id, "step");
  const before = await world.read(job.id);
  const { sql } = world.db;
  const kept = await sql`select record_webhook('astria', 'not ours', null, 'tune:999999999', '{}') as answer`;
  expect(kept[0]?.["answer"]).toEqual({ outcome: "kept" });
  const rows = await sql`select job_id from webhook_inbox where delivery_id = 'not ours'`;
  expect([...rows]).toEqual([{ job_id: null }]);
  expect(await world.read(job.id)).toEqual(before);
});
