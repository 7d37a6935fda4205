import { describe, expect, test } from "vitest";
import { z } from "zod";
import { callFunction } from "@/lib/db/call-function";
import { beginDeparture, depart } from "@/lib/db/accounts";
import { removeDeletedJobs } from "@/lib/db/deleted-jobs";
import { settleWork, takeLeftovers } from "@/lib/db/leftovers";
import { endUndo } from "../support/traces";
import { nothingLeft, useDeletions } from "./deletions";
import { untilWaiting } from "./rows";

const { db, userId, otherId, remove, restore, take, count, running, ended, work } = useDeletions();

describe("uploads", () => {
  const upload = async (name: string) => {
    const path = `${userId()}/${name}.jpg`;
    await db.sql`insert into uploads (path, user_id, content_type, bytes, used_at, created_at)
      values (${path}, ${userId()}, 'image/jpeg', 1, now(), now())`;
    return path;
  };
  const paths = async () =>
    (await db.sql`select path from uploads order by path`).map((row) => String(row["path"]));

  test("of which another job of theirs speaks stay, also of one that can be put back; the others can leave storage at once", async () => {
    const [shared, own, waiting] = [await upload("a"), await upload("b"), await upload("c")];
    const id = await ended({ input: { images: [shared, own, waiting] } });
    await ended({ input: { style: { images: [{ path: shared }] } } });
    await remove(id);
    expect(await paths()).toEqual([shared, own, waiting]);
    await endUndo(db.sql);
    const young = await ended({ input: { image: waiting } });
    await remove(young);
    expect((await take()).removed).toBe(1);
    expect(await paths()).toEqual([shared, waiting]);
    const files = await db.sql`select path from leftover_files where due_at <= clock_now()`;
    expect(files.map((row) => row["path"])).toEqual([own]);
  });

  test("that somebody is just using for a new job stay", async () => {
    const path = await upload("a");
    const id = await ended({ input: { image: path } });
    await remove(id);
    await endUndo(db.sql);
    let removing: ReturnType<typeof take> | undefined;
    await db.sql.begin(async (sql) => {
      await sql`select pg_advisory_xact_lock(hashtextextended('jobs of ' || ${userId()}, 0))`;
      removing = take();
      await untilWaiting(db.sql, removing);
      await sql`insert into jobs (user_id, kind, input, input_hash, deadline_at)
        values (${userId()}, 'chat', ${sql.json({ image: path })}, 'x', now())`;
    });
    expect([(await removing)?.removed, await paths()]).toEqual([1, [path]]);
  });
});

describe("trouble", () => {
  test("with the jobs of one person keeps nobody else's from being removed, nor what is left of others", async () => {
    const path = `${userId()}/held.jpg`;
    await db.sql`insert into uploads (path, user_id, content_type, bytes) values (${path}, ${userId()}, 'image/jpeg', 1)`;
    await db.sql.unsafe(`
      create function refuse() returns trigger language plpgsql as $$ begin raise exception 'held'; end $$;
      create trigger held before delete on uploads for each row execute function refuse()`);
    try {
      await remove(await ended({ input: { image: path } }));
      const others = await Promise.all(Array.from({ length: 3 }, () => ended({}, otherId())));
      for (const id of others) await remove(id, otherId());
      await endUndo(db.sql);
      const troubles: unknown[] = [];
      for (let round = 0; round < 60 && (await count("deleted_jobs")) > 1; round++)
        await removeDeletedJobs(1).catch((error: unknown) => troubles.push(error));
      expect(await db.sql`select user_id from deleted_jobs`).toEqual([{ user_id: userId() }]);
      for (const trouble of troubles) expect(String(trouble)).toContain("held");
      expect((await takeLeftovers({ folders: 50, work: 50 }, [])).folders).toHaveLength(3);
    } finally {
      await db.sql.unsafe("drop trigger held on uploads; drop function refuse()");
    }
  });

  test("what is taken is nobody else's for a minute, and for longer each time; what is due first comes first", async () => {
    const id = await running();
    await work(id, { provider_ref: "tune:1" });
    await remove(id);
    await endUndo(db.sql);
    const first = await take();
    expect([first.removed, first.folders.length, first.work]).toEqual([
      1,
      1,
      [expect.objectContaining({ provider: "astria", providerRef: "tune:1", isUnderWay: true, tries: 1 })],
    ]);
    expect(await take()).toEqual(nothingLeft);
    const waits = [];
    for (let n = 0; n < 12; n++) {
      const [row] = await db.sql<Array<{ seconds: number }>>`
        update leftover_work set due_at = clock_now() returning 0 as seconds`;
      await take();
      const [after] = await db.sql<Array<{ seconds: number }>>`
        select round(extract(epoch from due_at - clock_now()))::int as seconds from leftover_work`;
      waits.push((after?.seconds ?? 0) - (row?.seconds ?? 0));
    }
    expect(waits.slice(0, 4)).toEqual([120, 240, 480, 960]);
    expect(waits.at(-1)).toBe(6 * 3_600);
  });

  test("work of which nobody hears is given up after three days; what is known is not, however long nobody came by", async () => {
    const id = await running();
    await work(id, { provider: "fal", state: "starting" });
    await work(id, { provider_ref: "tune:1", slot: 1 });
    await remove(id);
    await endUndo(db.sql);
    await removeDeletedJobs(20);
    await db.sql`update leftover_work set forgotten_at = forgotten_at - interval '73 hours'`;
    expect((await take()).work).toMatchObject([{ providerRef: "tune:1", tries: 1 }]);
    expect(await count("leftover_work")).toBe(1);
  });
});

describe("work at providers", () => {
  test("whose start is settled and unheard of is handed out to be looked up, where its provider can be asked, and not before", async () => {
    const id = await running();
    const asked = await work(id, { state: "starting" });
    await work(id, { provider: "fal", state: "starting", slot: 1 });
    await work(id, { state: "starting", slot: 2, settles_at: new Date(Date.now() + 60_000) });
    await remove(id);
    await endUndo(db.sql);
    expect((await take()).work).toMatchObject([{ operationId: asked, providerRef: null }]);
    expect(await count("leftover_work")).toBe(3);
  });

  test("that was taken and not tried is free again, and has lost no try; what is done is forgotten", async () => {
    const id = await running();
    const [one, two] = [
      await work(id, { provider_ref: "tune:1" }),
      await work(id, { provider_ref: "tune:2", slot: 1 }),
    ];
    await remove(id);
    await endUndo(db.sql);
    expect((await take()).work).toHaveLength(2);
    await settleWork([one], [two]);
    expect((await take()).work).toMatchObject([{ operationId: two, tries: 1 }]);
  });

  test("stays as long as another job makes its pictures with it, also one that can be put back yet", async () => {
    const [model, user] = [await running(), await running({ input: { tune: "tune:1" } })];
    await work(model, { provider_ref: "tune:1" });
    await remove(model);
    await endUndo(db.sql);
    expect((await take()).work).toEqual([]);
    await remove(user);
    expect((await take()).work).toEqual([]);
    await restore(user);
    // However long that takes.
    await db.sql`update leftover_work set forgotten_at = now() - interval '1 hour'`;
    expect((await take()).work).toEqual([]);
    await remove(user);
    await endUndo(db.sql);
    expect((await take()).work).toMatchObject([{ providerRef: "tune:1" }]);
  });
});

test("whoever comes late to a departure that is over takes nothing of what its account has begun since", async () => {
  await beginDeparture(otherId(), true);
  let departing: Promise<number> | undefined;
  await db.sql.begin(async (sql) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('jobs of ' || ${otherId()}, 0))`;
    departing = depart(20);
    await untilWaiting(db.sql, departing);
    await sql`delete from departures`;
    await sql`insert into jobs (user_id, kind, input, input_hash, deadline_at)
      values (${otherId()}, 'chat', '{}', 'x', now())`;
  });
  expect([await departing, await count("jobs")]).toEqual([0, 1]);
});

test("a folder is emptied once more five minutes later, however the job ended: somebody may still have been writing into it", async () => {
  const id = await ended({ completed_at: new Date(Date.now() - 86_400_000) });
  await remove(id);
  await endUndo(db.sql);
  const [folder] = (await take()).folders;
  if (!folder) throw new Error("It was due.");
  await callFunction("forget_folders", { p_bucket: folder.bucket, p_paths: [folder.path] }, z.unknown());
  const [row] = await db.sql<Array<{ seconds: number }>>`
    select extract(epoch from due_at - clock_now())::int as seconds from leftover_folders where again_at is null`;
  expect(row?.seconds).toBeGreaterThan(280);
});

test("whoever is deleted with a job that could be put back leaves its folder and its work to be removed", async () => {
  const { id: goneId } = await db.createUser();
  const id = await running({}, goneId);
  await work(id, { provider_ref: "tune:1" }, goneId);
  await remove(id, goneId);
  await db.sql`delete from auth.users where id = ${goneId}`;
  await endUndo(db.sql);
  const left = await take();
  expect(left.folders).toEqual([{ bucket: "artifacts", path: `${goneId}/${id}/` }]);
  expect(left.work).toMatchObject([{ providerRef: "tune:1" }]);
});
