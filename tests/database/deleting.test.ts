import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createJobRow } from "@/lib/db/job-verbs";
import { endUndo } from "../support/traces";
import { nothingLeft, useDeletions } from "./deletions";
import { claim, insertJob, readRow, untilWaiting } from "./rows";

const { db, userId, otherId, remove, restore, take, count, running, ended, work } = useDeletions();
const later = new Date(Date.now() + 3_600_000);

/** What a job is found by is written with its rows, whenever these come into their tables (see job-counts.test.ts). */
const writtenAnew = "job_words";

test("whatever table says something of a job, its rows are set aside with it", async () => {
  const [functions] = await db.sql<Array<{ body: string }>>`
    select prosrc as body from pg_proc where proname = 'set_job_aside'`;
  const rows = await db.sql<Array<{ name: string }>>`
    with recursive of_jobs as (
      select 'public.jobs'::regclass::oid as id
      union
      select c.conrelid from pg_constraint c join of_jobs on c.confrelid = of_jobs.id where c.contype = 'f'
    )
    select c.relname as name from pg_class c join of_jobs o on o.id = c.oid where c.relname <> ${writtenAnew}`;
  const setAside = [...(functions?.body ?? "").matchAll(/from public\.(\w+) t\b/g)].map(([, name]) => name);
  expect(setAside.toSorted()).toEqual(rows.map(({ name }) => name).toSorted());
});

describe("who may delete what", () => {
  test("a stranger's job is no job, and stays; one's own can be deleted once and put back by its owner alone", async () => {
    const id = await running();
    expect(await remove(id, otherId())).toEqual({ outcome: "not_found" });
    expect(await remove(id)).toMatchObject({ outcome: "deleted" });
    expect(await remove(id)).toEqual({ outcome: "not_found" });
    expect(await restore(id, otherId())).toEqual({ outcome: "not_found" });
    expect(await restore(id)).toMatchObject({ outcome: "restored" });
    expect(await restore(id)).toMatchObject({ outcome: "there" });
    expect(await restore(randomUUID())).toEqual({ outcome: "not_found" });
  });

  test("what was deleted ten seconds ago is put back no more, whether it was removed by then or not", async () => {
    const id = await ended();
    const deleted = await remove(id);
    if (deleted.outcome !== "deleted") throw new Error("It was there.");
    expect(deleted.restorable_until.getTime() - Date.now()).toBeGreaterThan(9_000);
    expect(deleted.removed_in_ms).toBe(12_000);
    await endUndo(db.sql);
    expect(await restore(id)).toEqual({ outcome: "not_found" });
    expect((await take()).removed).toBe(1);
    expect(await restore(id)).toEqual({ outcome: "not_found" });
  });

  test("nothing is removed, emptied or told to a provider while it can be put back", async () => {
    const id = await running();
    await work(id, { provider_ref: "tune:1" });
    await remove(id);
    expect(await take()).toEqual(nothingLeft);
    // Not even where all but the job's own row is due: its owner may be at it.
    await db.sql`update leftover_folders set due_at = now() - interval '1 hour'`;
    await db.sql`update leftover_work set due_at = now() - interval '1 hour'`;
    expect(await take()).toEqual(nothingLeft);
    await restore(id);
    for (const table of ["leftover_folders", "leftover_work", "forgotten_work", "deleted_rows"])
      expect([table, await count(table)]).toEqual([table, 0]);
  });
});

describe("whoever races", () => {
  test("of ten who delete, and of ten who put back, one does, and there is one job", async () => {
    const id = await running();
    await work(id, { provider_ref: "tune:1" });
    const deletions = await Promise.all(Array.from({ length: 10 }, () => remove(id)));
    expect(deletions.filter(({ outcome }) => outcome === "deleted")).toHaveLength(1);
    const restorations = await Promise.all(Array.from({ length: 10 }, () => restore(id)));
    expect(restorations.filter(({ outcome }) => outcome === "restored")).toHaveLength(1);
    expect(restorations.filter(({ outcome }) => outcome === "there")).toHaveLength(9);
    expect([await count("jobs"), await count("operations")]).toEqual([1, 1]);
  });

  test("who puts it back at the last moment keeps it from being removed", async () => {
    const id = await ended();
    await remove(id);
    const removing = await db.sql.begin(async (sql) => {
      await sql`select 1 from deleted_jobs where id = ${id} for update`;
      await sql`update deleted_jobs set removed_at = clock_now() - interval '1 second'`;
      return take();
    });
    expect([removing.removed, await count("deleted_jobs")]).toEqual([0, 1]);
  });

  test("a check that was about to commit writes nothing, and a deletion waits for one that is committing", async () => {
    const id = await running();
    const claimed = await claim(id);
    let deleting: Promise<unknown> | undefined;
    await db.sql.begin(async (sql) => {
      await sql`update jobs set progress = 50 where id = ${id} and claim_id = ${claimed}`;
      deleting = remove(id);
      await untilWaiting(db.sql, deleting);
    });
    expect(await deleting).toMatchObject({ outcome: "deleted" });
    await restore(id);
    expect(await readRow(db.sql, "jobs", id)).toMatchObject({ progress: 50, claim_id: null, nudged: true });
  });
});

describe("a job that was put back", () => {
  test("rests between two attempts as long as it would have, and is due at once otherwise", async () => {
    const resting = await insertJob(db.sql, userId(), {
      next_check_at: later,
      delay: { code: "retrying", message: "", until: later.toISOString() },
    });
    const going = await running();
    for (const id of [resting, going]) {
      await remove(id);
      await restore(id);
    }
    expect((await readRow(db.sql, "jobs", resting))["next_check_at"]).toEqual(later);
    expect(Number((await readRow(db.sql, "jobs", going))["next_check_at"])).toBeLessThan(Date.now() + 1_000);
  });

  test("has its key again, unless another job was made with it meanwhile", async () => {
    const key = randomUUID();
    const newJob = () =>
      createJobRow({
        userId: userId(),
        kind: "chat",
        input: {},
        inputHash: "x",
        uploads: [],
        idempotencyKey: key,
        engines: {},
        providers: [],
        priority: "normal",
        deadlineMs: 60_000,
        maxActive: 10,
        source: "browser",
      });
    const first = await newJob();
    if (first.outcome !== "created") throw new Error("It is new.");
    await remove(first.job.id);
    await restore(first.job.id);
    expect(await newJob()).toMatchObject({ outcome: "existing", job: { id: first.job.id } });
    await remove(first.job.id);
    expect((await newJob()).outcome).toBe("created");
    expect((await restore(first.job.id)).outcome).toBe("restored");
    expect((await readRow(db.sql, "jobs", first.job.id))["idempotency_key"]).toBeNull();
  });

  test("tells nobody anew of what happened before, and what waits to be told to an endpoint that is gone is dropped", async () => {
    const id = await ended();
    const endpoints = await db.sql<Array<{ id: string }>>`
      insert into endpoints (user_id, url, events) values (${userId()}, 'https://a.test/', '{job.completed}'),
        (${userId()}, 'https://b.test/', '{job.completed}') returning id`;
    await db.sql`insert into job_events (job_id, user_id, type, status, progress, attempt, source)
      values (${id}, ${userId()}, 'completed', 'completed', 100, 1, 'browser')`;
    const told = () => db.sql`select id, endpoint_id, tries from deliveries order by endpoint_id`;
    const before = await told();
    expect(before).toHaveLength(2);
    await remove(id);
    expect(await told()).toEqual([]);
    await db.sql`delete from endpoints where id = ${endpoints[0]?.id ?? ""}`;
    await restore(id);
    expect([...(await told())]).toEqual(before.filter((row) => row["endpoint_id"] === endpoints[1]?.id));
    const types = await db.sql`select type from job_events where job_id = ${id} order by id`;
    expect(types.map((row) => row["type"])).toEqual(["completed", "deleted", "restored"]);
  });

  test("while its endpoint is being deleted waits for that, and is put back without what was to be told to it", async () => {
    const id = await ended();
    const [endpoint] = await db.sql<Array<{ id: string }>>`
      insert into endpoints (user_id, url, events) values (${userId()}, 'https://a.test/', '{job.completed}') returning id`;
    await db.sql`insert into job_events (job_id, user_id, type, status, progress, attempt, source)
      values (${id}, ${userId()}, 'completed', 'completed', 100, 1, 'browser')`;
    await remove(id);
    let restoring: ReturnType<typeof restore> | undefined;
    await db.sql.begin(async (sql) => {
      await sql`delete from endpoints where id = ${endpoint?.id ?? ""}`;
      restoring = restore(id);
      await untilWaiting(db.sql, restoring);
    });
    expect([(await restoring)?.outcome, await count("deliveries")]).toEqual(["restored", 0]);
  });
});

describe("whoever has as many others active by then", () => {
  test("has one that ran not put back until one of them has ended, and what is over put back all the same", async () => {
    const [ran, over] = [await running(), await ended()];
    for (const id of [ran, over]) await remove(id);
    const other = await running();
    expect((await restore(over, userId(), 1)).outcome).toBe("restored");
    expect((await restore(ran, userId(), 1)).outcome).toBe("limit");
    expect(await count("deleted_jobs")).toBe(1);
    await remove(other);
    expect((await restore(ran, userId(), 1)).outcome).toBe("restored");
  });

  test("finds one that waited at the end of the line", async () => {
    const id = await insertJob(db.sql, userId(), { next_check_at: later, admitted_at: new Date() });
    for (const [maxActive, isAdmitted] of [
      [10, true],
      [0, false],
    ] as const) {
      await remove(id);
      expect((await restore(id, userId(), maxActive)).outcome).toBe("restored");
      expect((await readRow(db.sql, "jobs", id))["admitted_at"] !== null).toBe(isAdmitted);
    }
  });

  test("is counted with whoever makes another one at the same moment", async () => {
    const id = await running();
    await remove(id);
    let restoring: ReturnType<typeof restore> | undefined;
    await db.sql.begin(async (sql) => {
      await sql`select pg_advisory_xact_lock(hashtextextended('jobs of ' || ${userId()}, 0))`;
      restoring = restore(id, userId(), 1);
      await untilWaiting(db.sql, restoring);
      await sql`insert into jobs (user_id, kind, input, input_hash, deadline_at)
        values (${userId()}, 'chat', '{}', 'x', now())`;
    });
    expect((await restoring)?.outcome).toBe("limit");
  });
});
