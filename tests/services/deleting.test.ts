import { describe, expect, test } from "vitest";
import { cancelJob } from "@/lib/services/cancel-job";
import { checkDueJobs, checkJob } from "@/lib/services/check-jobs";
import { deleteJob, restoreJob } from "@/lib/services/delete-job";
import { NotFound } from "@/lib/services/errors";
import { requireJob, updateJob } from "@/lib/services/get-job";
import { listJobs } from "@/lib/services/list-jobs";
import { removeDeleted } from "@/lib/services/remove-deleted";
import { carryOn } from "../support/carry-on";
import { byName } from "../support/cases";
import { expectPaid, expectWhole } from "../support/expect-job";
import { keepLedgersSound } from "../support/sound-ledgers";
import { endUndo, endWriters, filesOfUser, rowsAboutJob } from "../support/traces";
import { useWorld, type Owned } from "../support/world";

// Slow enough that nothing is done before a test lets it be.
const world = useWorld({ speed: 10, hasPost: true });
keepLedgersSound(world);

const always = () => true;
const nothingKept = () => undefined;

/** Every row of a job, by table, as it lies there. */
async function rowsOf(jobId: string): Promise<Record<string, unknown[]>> {
  const { sql } = world.db;
  const rows: Record<string, unknown[]> = {};
  for (const table of ["operations", "artifacts", "webhook_inbox", "deliveries", "job_assets"])
    rows[table] = await sql.unsafe(
      `select to_jsonb(t) - 'claim_id' - 'claim_expires_at' as row from ${table} t where job_id = '${jobId}' order by 1`,
    );
  rows["job_events"] = await sql<Array<{ row: unknown }>>`
    select to_jsonb(t) as row from job_events t where job_id = ${jobId} and type not in ('deleted', 'restored') order by id`;
  rows["jobs"] = await sql<Array<{ row: unknown }>>`
    select to_jsonb(t) - 'claim_id' - 'claim_expires_at' - 'nudged' - 'next_check_at' as row from jobs t where id = ${jobId}`;
  return rows;
}

/** What there is of somebody's job anywhere, but for the images of their library. */
async function traces({ user, job }: Owned) {
  const rows = await rowsAboutJob(world.db.sql, user.id, job.id);
  const { assets: _images, ...others } = rows;
  const files = (await filesOfUser(user.id)).filter((path) => !path.startsWith("assets/"));
  return { rows: others, files };
}

describe.each(byName())("deleting %s", (_name, of) => {
  test("while it is under way leaves nothing that anybody can read, and undo has it go on, paid for once", async () => {
    const owned = await world.newJob(of);
    const { user, job } = owned;
    await checkJob(job.id, "step");
    const before = await rowsOf(job.id);
    await deleteJob(user, job.id, "manual");
    await expect(requireJob(user, job.id)).rejects.toThrow(NotFound);
    await expect(updateJob(user, job.id, "manual", nothingKept)).rejects.toThrow(NotFound);
    expect((await listJobs(user, { limit: 10 }, undefined)).items).toEqual([]);
    expect((await checkJob(job.id, "browser", 0)).isChecked).toBe(false);
    expect((await restoreJob(user, job.id, "manual")).status).not.toBe("canceled");
    expect(await rowsOf(job.id)).toEqual(before);
    expect(await carryOn(world, job.id)).toBe("completed");
    await expectWhole(world, of, job.id);
    expectPaid(world, of);
  });

  test("while it is under way leaves no row and no file behind, and what runs is stopped where it can be", async () => {
    const owned = await world.newJob(of);
    const { user, job } = owned;
    await checkJob(job.id, "step");
    await deleteJob(user, job.id, "manual");
    await endUndo(world.db.sql);
    await removeDeleted(always);
    const stops = of.stop ? world.provider.sandbox.journal.count(of.stop.route) : 0;
    expect(stops).toBe(of.stop ? 1 : 0);
    await endWriters(world.db.sql);
    await removeDeleted(always);
    expect(await traces(owned)).toEqual({ rows: {}, files: [] });
    await expect(restoreJob(user, job.id, "manual")).rejects.toThrow(NotFound);
    // What it would have told of is told to nobody, and written down nowhere.
    await world.finishWork();
    await checkDueJobs("vercel-cron");
    expect(await traces(owned)).toEqual({ rows: {}, files: [] });
  });

  test("once it is completed leaves nothing either, and undo before that brings all of it back", async () => {
    const owned = await world.newJob(of);
    const { user, job } = owned;
    expect(await carryOn(world, job.id)).toBe("completed");
    const before = { rows: await rowsOf(job.id), files: await filesOfUser(user.id) };
    await deleteJob(user, job.id, "manual");
    await removeDeleted(always);
    await restoreJob(user, job.id, "manual");
    expect({ rows: await rowsOf(job.id), files: await filesOfUser(user.id) }).toEqual(before);
    await deleteJob(user, job.id, "manual");
    await endUndo(world.db.sql);
    await removeDeleted(always);
    // Its folder is looked into once more when nobody can be writing any more.
    expect(await traces(owned)).toEqual({ rows: { leftover_folders: 1 }, files: [] });
    await endWriters(world.db.sql);
    await removeDeleted(always);
    expect(await traces(owned)).toEqual({ rows: {}, files: [] });
  });

  test("after it was canceled leaves nothing, whatever of it still runs", async () => {
    const owned = await world.newJob(of);
    const { user, job } = owned;
    await checkJob(job.id, "step");
    await cancelJob(user, job.id, "manual");
    await deleteJob(user, job.id, "manual");
    await endUndo(world.db.sql);
    await removeDeleted(always);
    await world.finishWork();
    await endWriters(world.db.sql);
    await checkDueJobs("vercel-cron");
    expect(await traces(owned)).toEqual({ rows: {}, files: [] });
  });
});
