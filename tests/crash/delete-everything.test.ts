import { expect, test } from "vitest";
import { checkDueJobs, checkJob } from "@/lib/services/check-jobs";
import { deleteEverything } from "@/lib/services/delete-everything";
import { carryOn } from "../support/carry-on";
import { chatAtOpenAi, photoshootAtAstria } from "../support/cases";
import { killAt, type Moment } from "../support/kill-at";
import { newAssets } from "../support/new-assets";
import { endWriters, filesOfUser, rowsAbout } from "../support/traces";
import { useWorld } from "../support/world";

const world = useWorld();

const at = (side: Moment["side"], call: RegExp, nth = 1): Moment[] => [
  { side, when: "request", call, nth },
  { side, when: "response", call, nth },
];

/** Each call of a departure: before the other side has heard of it, and after it has done it. */
const moments: Array<[string, Moment]> = [
  ...at("database", /rpc\/take_leftovers/),
  ...at("database", /rpc\/take_leftovers/, 2),
  ...at("database", /rpc\/depart/),
  ...at("database", /rpc\/depart/, 2),
  ...at("database", /storage\/v1\/object\/list\/uploads/),
  ...at("database", /storage\/v1\/object\/list\/assets/),
  ...at("database", /^DELETE .*storage\/v1\/object\/artifacts/),
  ...at("database", /rpc\/forget_folders/),
  ...at("provider", /^DELETE .*\/tunes\/\d+/),
  ...at("database", /rpc\/end_departure/),
].map((moment) => [`${moment.when} ${moment.nth} of ${moment.call.source}`, moment]);

test.each(moments)(
  "whoever is killed at the %s leaves what the next one finishes: nothing of whoever had everything deleted",
  async (_what, moment) => {
    const { user, job } = await world.newJob(photoshootAtAstria);
    expect(await carryOn(world, job.id)).toBe("completed");
    const running = await world.newJob(chatAtOpenAi, { user });
    await checkJob(running.job.id, "step");
    await newAssets(user, 2);
    await deleteEverything(user, user.email);
    expect(await killAt(world, moment)).toBe(true);
    const { sql } = world.db;
    // What somebody was killed at is anybody's a minute later.
    await endWriters(sql);
    await sql`update leftover_work set due_at = now() - interval '1 second'`;
    await sql`update departures set due_at = now() - interval '1 second'`;
    await checkDueJobs("vercel-cron");
    await endWriters(sql);
    await checkDueJobs("vercel-cron");
    expect(await rowsAbout(sql, [user.id, job.id])).toEqual({});
    expect(await filesOfUser(user.id)).toEqual([]);
    for (const table of ["leftover_work", "departures"])
      expect(await sql.unsafe(`select 1 from ${table}`)).toHaveLength(0);
    const answer = await fetch(`${world.provider.url}/astria/tunes`, {
      headers: { authorization: "Bearer sandbox" },
    });
    expect(await answer.json()).toEqual([]);
  },
);
