import { expect, test } from "vitest";
import { checkDueJobs } from "@/lib/services/check-jobs";
import { deleteJob } from "@/lib/services/delete-job";
import { carryOn } from "../support/carry-on";
import { photoshootAtAstria } from "../support/cases";
import { killAt, type Moment } from "../support/kill-at";
import { endUndo, endWriters, filesOfUser, rowsAboutJob } from "../support/traces";
import { useWorld } from "../support/world";

const world = useWorld();

const database = (call: RegExp): Moment[] => [
  { side: "database", when: "request", call },
  { side: "database", when: "response", call },
];
const provider = (call: RegExp): Moment[] => [
  { side: "provider", when: "request", call },
  { side: "provider", when: "response", call },
];

/** Each call of the removal of a deleted job: before the other side has heard of it, and after it has done it. */
const moments: Array<[string, Moment]> = [
  ...database(/rpc\/take_leftovers/),
  ...database(/rpc\/remove_deleted_jobs/),
  ...database(/storage\/v1\/object\/list\/artifacts/),
  ...database(/^DELETE .*storage\/v1\/object\/artifacts/),
  ...database(/rpc\/forget_folders/),
  ...provider(/^DELETE .*\/tunes\/\d+/),
  ...database(/rpc\/settle_work/),
  ...database(/rpc\/clear_away/),
  ...database(/^DELETE .*storage\/v1\/object\/uploads/),
].map((moment) => [`${moment.when} of ${moment.call.source}`, moment]);

test.each(moments)(
  "whoever is killed at the %s leaves what the next one finishes: no row, no file, no model at the provider",
  async (_what, moment) => {
    world.provider.sandbox.journal.clear();
    const { user, job } = await world.newJob(photoshootAtAstria);
    expect(await carryOn(world, job.id)).toBe("completed");
    await deleteJob(user, job.id, "manual");
    await endUndo(world.db.sql);
    expect(await killAt(world, moment)).toBe(true);
    // What somebody was killed at is anybody's a minute later.
    await world.db.sql`update leftover_folders set due_at = now() - interval '1 second'`;
    await world.db.sql`update leftover_work set due_at = now() - interval '1 second'`;
    await checkDueJobs("vercel-cron");
    await endWriters(world.db.sql);
    await checkDueJobs("vercel-cron");
    expect(await rowsAboutJob(world.db.sql, user.id, job.id)).toEqual({});
    // A training and eight pictures, once.
    const [used] = await world.db.sql`
      select sum(works)::int as works, sum(trainings)::int as trainings from used_by_removed where user_id = ${user.id}`;
    expect(used).toEqual({ works: 9, trainings: 1 });
    expect(await filesOfUser(user.id)).toEqual([]);
    expect(await world.db.sql`select 1 from leftover_work`).toHaveLength(0);
    const { tunes } = await models();
    expect(tunes).toEqual([]);
  },
);

/** What the provider keeps. */
async function models(): Promise<{ tunes: unknown[] }> {
  const answer = await fetch(`${world.provider.url}/astria/tunes`, {
    headers: { authorization: "Bearer sandbox" },
  });
  return { tunes: (await answer.json()) as unknown[] };
}
